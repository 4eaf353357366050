import type { Request, Response, Router } from 'express';
import { preconditionsOf } from './check-preconditions.ts';
import { GcsError } from './gcs-error.ts';
import type { ObjectShelf } from './object-shelf.ts';
import { sendMedia } from './send-media.ts';

type XmlRequest = Request<{ bucket: string; name: string[] }>;

/**
 * V4 signed URLs (XML API). Their presence and expiry are checked; the signature itself cannot be, because the emulator knows no keys.
 * Must be added last: the path matches everything.
 */
export function addSignedUrlRoutes(router: Router, shelf: ObjectShelf): void {
  router.get('/:bucket/*name', async (request: XmlRequest, response: Response) => {
    checkSignature(request);
    const object = shelf.get(request.params.bucket, request.params.name.join('/'));
    sendMedia(request, response, object, await shelf.read(object));
  });
  router.put('/:bucket/*name', async (request: XmlRequest, response: Response) => {
    checkSignature(request);
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const object = await shelf.put(
      request.params.bucket,
      request.params.name.join('/'),
      bytes,
      { contentType: request.get('content-type') },
      preconditionsOf({}),
    );
    response.set('x-goog-generation', String(object.generation)).end();
  });
}

function checkSignature(request: XmlRequest): void {
  const parameter = (name: string) => (typeof request.query[name] === 'string' ? request.query[name] : '');
  const signedAt = Date.parse(parameter('X-Goog-Date').replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  const lifetimeSeconds = Number(parameter('X-Goog-Expires'));
  if (!parameter('X-Goog-Signature') || !lifetimeSeconds || Number.isNaN(signedAt)) throw new GcsError(403, 'forbidden', 'Access denied.');
  if (Date.now() > signedAt + lifetimeSeconds * 1000) throw new GcsError(400, 'expired', 'The signed URL has expired.');
}
