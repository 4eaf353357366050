import type { Request, Router } from 'express';
import { preconditionsOf } from './check-preconditions.ts';
import { GcsError } from './gcs-error.ts';
import { listPage } from './list-page.ts';
import type { ObjectShelf } from './object-shelf.ts';
import { sendMedia } from './send-media.ts';
import { objectResource, writableMetadata } from './stored-object.ts';

/** Buckets and objects of the JSON API, uploads apart. */
export function addObjectRoutes(router: Router, shelf: ObjectShelf): void {
  router.get(
    '/storage/v1/b',
    (_request, response) => void response.json({ kind: 'storage#buckets', items: shelf.bucketNames.map(bucketResource) }),
  );
  router.post('/storage/v1/b', async (request, response) => {
    const { name } = jsonOf(request);
    await shelf.createBucket(String(name));
    response.json(bucketResource(String(name)));
  });
  router.get('/storage/v1/b/:bucket', (request, response) => {
    shelf.list(request.params.bucket);
    response.json(bucketResource(request.params.bucket));
  });
  router.delete('/storage/v1/b/:bucket', async (request, response) => {
    await shelf.deleteBucket(request.params.bucket);
    response.status(204).end();
  });

  router.get(
    '/storage/v1/b/:bucket/o',
    (request, response) => void response.json(listPage(shelf.list(request.params.bucket), request.query)),
  );

  router.get(
    ['/storage/v1/b/:bucket/o/:name', '/download/storage/v1/b/:bucket/o/:name'],
    async (request: Request<{ bucket: string; name: string }>, response) => {
      const object = shelf.get(request.params.bucket, request.params.name, preconditionsOf(request.query));
      if (request.query.generation !== undefined && request.query.generation !== String(object.generation)) {
        throw new GcsError(404, 'notFound', `No such object: ${object.bucket}/${object.name}#${String(request.query.generation)}`);
      }
      if (request.query.alt === 'media') sendMedia(request, response, object, await shelf.read(object));
      else response.json(objectResource(object));
    },
  );
  router.patch('/storage/v1/b/:bucket/o/:name', async (request, response) => {
    const object = shelf.get(request.params.bucket, request.params.name, preconditionsOf(request.query));
    response.json(objectResource(await shelf.patch(object, writableMetadata(jsonOf(request)))));
  });
  router.delete('/storage/v1/b/:bucket/o/:name', async (request, response) => {
    await shelf.delete(shelf.get(request.params.bucket, request.params.name, preconditionsOf(request.query)));
    response.status(204).end();
  });

  const copy = async (request: Request<{ bucket: string; name: string; toBucket: string; toName: string }>) => {
    const source = shelf.get(request.params.bucket, request.params.name);
    const overrides = Object.fromEntries(Object.entries(writableMetadata(jsonOf(request))).filter(([, value]) => value !== undefined));
    const { contentType, contentEncoding, contentDisposition, cacheControl, metadata } = source;
    const copied = { contentType, contentEncoding, contentDisposition, cacheControl, metadata, ...overrides };
    return shelf.put(request.params.toBucket, request.params.toName, await shelf.read(source), copied, preconditionsOf(request.query));
  };
  router.post('/storage/v1/b/:bucket/o/:name/rewriteTo/b/:toBucket/o/:toName', async (request, response) => {
    const object = await copy(request);
    const size = String(object.sizeBytes);
    response.json({
      kind: 'storage#rewriteResponse',
      done: true,
      objectSize: size,
      totalBytesRewritten: size,
      resource: objectResource(object),
    });
  });
  router.post(
    '/storage/v1/b/:bucket/o/:name/copyTo/b/:toBucket/o/:toName',
    async (request, response) => void response.json(objectResource(await copy(request))),
  );
}

function bucketResource(name: string): Record<string, unknown> {
  return { kind: 'storage#bucket', id: name, name, location: 'LOCAL', storageClass: 'STANDARD', metageneration: '1' };
}

function jsonOf(request: Request<Record<string, string>>): Record<string, unknown> {
  const body: unknown = request.body;
  if (!Buffer.isBuffer(body) || body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8')) as Record<string, unknown>;
  } catch {
    throw new GcsError(400, 'parseError', 'Parse Error');
  }
}
