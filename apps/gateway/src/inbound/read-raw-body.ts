import type { IncomingMessage } from 'node:http';

/** Meta sends up to 3 MB; a little slack, and no more. */
export const maximumBodyBytes = 3.5 * 1_024 * 1_024;

export type RawBody = { readonly kind: 'complete'; readonly bytes: Buffer } | { readonly kind: 'too_large' } | { readonly kind: 'aborted' };

/** Reads a request's body as it came over the wire, without decoding or copying it twice. */
export function readRawBody(request: IncomingMessage, limitBytes = maximumBodyBytes): Promise<RawBody> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return Promise.resolve({ kind: 'too_large' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    request.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes > limitBytes) resolve({ kind: 'too_large' });
      else chunks.push(chunk);
    });
    request.once('end', () => resolve({ kind: 'complete', bytes: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) }));
    request.once('error', () => resolve({ kind: 'aborted' }));
    request.once('aborted', () => resolve({ kind: 'aborted' }));
  });
}
