/** What is read of a request. */
export interface ReadableRequest {
  on(event: 'data', listener: (part: Buffer) => void): unknown;
  once(event: 'end', listener: () => void): unknown;
}

/** A request's body, without a limit: nobody but the bench calls. */
export function readBody(request: ReadableRequest): Promise<Buffer> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    request.on('data', (part) => void parts.push(part));
    request.once('end', () => resolve(Buffer.concat(parts)));
  });
}
