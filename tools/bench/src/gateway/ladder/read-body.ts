import type { IncomingMessage } from 'node:http';

/** A request's body, without a limit: nobody but the bench calls. */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.once('end', () => resolve(Buffer.concat(parts)));
  });
}
