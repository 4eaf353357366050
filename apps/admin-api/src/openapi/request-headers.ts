import type { Route } from '../route.ts';
import { isVersionShown } from './response-headers.ts';
import type { Json } from './to-json-schema.ts';

/** The headers that a route heeds, besides who calls. */
export const requestHeaders = (route: Route): Json[] => [
  ...(route.isInTenant ? [tenantHeader(route)] : []),
  ...(route.method === 'post' ? [idempotencyKey] : []),
  ...(route.method !== 'get' && route.version ? [ifMatch] : []),
  ...(route.method === 'get' && isVersionShown(route) ? [ifNoneMatch] : []),
  ...(route.stream?.mediaType === 'text/event-stream' ? [lastEventId] : []),
  requestId,
];

const header = (name: string, description: string, schema: Json = { type: 'string' }): Json => ({
  name,
  in: 'header',
  required: false,
  description,
  schema,
});

const tenantHeader = ({ permission }: Route): Json => ({
  ...header('X-Tenant-Id', 'The tenant to act in; needed with the platform key only', { type: 'string', format: 'uuid' }),
  required: permission.role === 'platform',
});

const idempotencyKey = header(
  'Idempotency-Key',
  'Of the caller’s making. The same request with the same key is done once, and answered the same each time',
  { type: 'string', minLength: 1, maxLength: 255 },
);

const ifMatch = header('If-Match', 'The ETag that the caller saw: if the thing was changed since, nothing is done (412)');
const ifNoneMatch = header('If-None-Match', 'The ETag that the caller has: if nothing changed since, the answer is 304');
const lastEventId = header('Last-Event-ID', 'The id of the last event that came through: the stream goes on after it');
const requestId = header('X-Request-Id', 'An id of the caller’s for this request, which logs and the audit log repeat', {
  type: 'string',
  pattern: String.raw`^[\w.:-]{1,128}$`,
});
