import type { Request, Response, Router } from 'express';
import { randomUUID } from 'node:crypto';
import { checkPreconditions, preconditionsOf, type Preconditions } from './check-preconditions.ts';
import { GcsError } from './gcs-error.ts';
import type { ObjectShelf } from './object-shelf.ts';
import { parseMultipartRelated } from './parse-multipart-related.ts';
import { objectResource, writableMetadata, type WritableMetadata } from './stored-object.ts';

interface UploadSession {
  bucket: string;
  name: string;
  metadata: WritableMetadata;
  conditions: Preconditions;
  received: Buffer[];
}

/** The three ways to upload: simple, multipart (metadata and bytes in one request) and resumable (a session, then one or more chunks). */
export function addUploadRoutes(router: Router, shelf: ObjectShelf): void {
  const sessions = new Map<string, UploadSession>();
  const path = '/upload/storage/v1/b/:bucket/o';

  router.post(path, async (request, response) => {
    const { uploadType } = request.query;
    if (uploadType === 'resumable') return openSession(request, response, shelf, sessions);
    const upload = uploadType === 'multipart' ? multipartUpload(request) : simpleUpload(request);
    const object = await shelf.put(request.params.bucket, upload.name, upload.bytes, upload.metadata, preconditionsOf(request.query));
    response.json(objectResource(object));
  });

  router.put(path, async (request, response) => {
    const session = sessions.get(String(request.query.upload_id));
    if (!session) throw new GcsError(404, 'notFound', 'No such upload session.');
    const isComplete = receiveChunk(session, request);
    if (!isComplete) return answerIncomplete(session, response);
    sessions.delete(String(request.query.upload_id));
    const object = await shelf.put(session.bucket, session.name, Buffer.concat(session.received), session.metadata, session.conditions);
    response.json(objectResource(object));
  });

  router.delete(path, (request, response) => {
    sessions.delete(String(request.query.upload_id));
    response.status(499).end();
  });
}

function simpleUpload(request: Request): { name: string; bytes: Buffer; metadata: WritableMetadata } {
  return { name: nameOf(request, {}), bytes: bodyOf(request), metadata: { contentType: request.get('content-type') } };
}

function multipartUpload(request: Request): { name: string; bytes: Buffer; metadata: WritableMetadata } {
  const parsed = parseMultipartRelated(request.get('content-type') ?? '', bodyOf(request));
  const metadata = writableMetadata(parsed.metadata);
  return {
    name: nameOf(request, parsed.metadata),
    bytes: parsed.bytes,
    metadata: { ...metadata, contentType: metadata.contentType ?? parsed.bytesContentType },
  };
}

function openSession(
  request: Request<{ bucket: string }>,
  response: Response,
  shelf: ObjectShelf,
  sessions: Map<string, UploadSession>,
): void {
  const json = bodyOf(request).length > 0 ? (JSON.parse(bodyOf(request).toString('utf8')) as Record<string, unknown>) : {};
  const { bucket } = request.params;
  const name = nameOf(request, json);
  const conditions = preconditionsOf(request.query);
  checkPreconditions(shelf.find(bucket, name), conditions);
  const metadata = writableMetadata(json);
  const id = randomUUID();
  sessions.set(id, {
    bucket,
    name,
    metadata: { ...metadata, contentType: metadata.contentType ?? request.get('x-upload-content-type') },
    conditions,
    received: [],
  });
  response
    .set({ location: `http://${request.get('host')}${request.path}?uploadType=resumable&upload_id=${id}`, 'x-guploader-uploadid': id })
    .end();
}

/** Takes the request's bytes into the session. True when they were the last ones. */
function receiveChunk(session: UploadSession, request: Request): boolean {
  const body = bodyOf(request);
  const range = request.get('content-range');
  if (!range) {
    session.received = [body];
    return true;
  }
  const [, first, last, total] = /^bytes (?:(\d+)-(\d+|\*)|\*)\/(\d+|\*)$/.exec(range) ?? [];
  // A chunk that does not continue what is there is not taken; the answer says where to go on.
  if (first !== undefined && Number(first) === receivedBytes(session)) session.received.push(body);
  // "0-*/*" announces a stream of unknown length in a single request: its end is the end of the body.
  if (last === '*' && total === '*') return true;
  return total !== undefined && total !== '*' && receivedBytes(session) >= Number(total);
}

function answerIncomplete(session: UploadSession, response: Response): void {
  const received = receivedBytes(session);
  if (received > 0) response.set('range', `bytes=0-${received - 1}`);
  response.status(308).end();
}

function receivedBytes(session: UploadSession): number {
  return session.received.reduce((total, chunk) => total + chunk.length, 0);
}

function nameOf(request: Request, json: Record<string, unknown>): string {
  const name = request.query.name ?? json.name;
  if (typeof name !== 'string' || name === '') throw new GcsError(400, 'required', 'Required object name.');
  return name;
}

function bodyOf(request: Request): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}
