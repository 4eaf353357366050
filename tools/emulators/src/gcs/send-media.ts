import type { Request, Response } from 'express';
import { GcsError } from './gcs-error.ts';
import { etagOf, type StoredObject } from './stored-object.ts';

/** Answers with an object's bytes, or with the single range that was asked for. */
export function sendMedia(request: Request, response: Response, object: StoredObject, bytes: Buffer): void {
  response.set({
    'content-type': object.contentType ?? 'application/octet-stream',
    'accept-ranges': 'bytes',
    etag: etagOf(object),
    'last-modified': new Date(object.updatedAt).toUTCString(),
    'x-goog-generation': String(object.generation),
    'x-goog-metageneration': String(object.metageneration),
    'x-goog-hash': `crc32c=${object.crc32c},md5=${object.md5Hash}`,
    'x-goog-stored-content-encoding': object.contentEncoding ?? 'identity',
    'x-goog-stored-content-length': String(bytes.length),
    ...(object.cacheControl && { 'cache-control': object.cacheControl }),
    ...(object.contentDisposition && { 'content-disposition': object.contentDisposition }),
  });
  const range = parseRange(request.get('range'), bytes.length);
  if (!range) {
    response.set('content-length', String(bytes.length)).end(bytes);
    return;
  }
  const part = bytes.subarray(range.first, range.last + 1);
  response
    .status(206)
    .set({ 'content-range': `bytes ${range.first}-${range.last}/${bytes.length}`, 'content-length': String(part.length) })
    .end(part);
}

/** `bytes=a-b`, `bytes=a-` and `bytes=-n` (RFC 9110 §14.1.2). @throws {GcsError} 416 if nothing of it is there */
function parseRange(header: string | undefined, sizeBytes: number): { first: number; last: number } | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  const range =
    first === ''
      ? { first: Math.max(0, sizeBytes - Number(last)), last: sizeBytes - 1 }
      : { first: Number(first), last: last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1) };
  if (range.first >= sizeBytes) throw new GcsError(416, 'requestedRangeNotSatisfiable', 'Request range not satisfiable');
  return range;
}
