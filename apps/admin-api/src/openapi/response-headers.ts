import type { Route } from '../route.ts';
import type { Json } from './to-json-schema.ts';

/** Everything that answers say in headers. */
export const responseHeaders: Record<string, Json> = {
  'X-Request-Id': { description: 'The request’s id: the caller’s own, or a new one', required: true, schema: { type: 'string' } },
  ETag: {
    description: 'The version of what is shown, for If-Match and If-None-Match (RFC 9110 §8.8.3)',
    required: true,
    schema: { type: 'string' },
  },
  'Idempotent-Replayed': {
    description: 'The request was answered before, with this; nothing was done now',
    schema: { const: 'true' },
  },
  'Content-Disposition': { description: 'The name that browsers save it under', required: true, schema: { type: 'string' } },
  'WWW-Authenticate': { description: 'RFC 9110 §11.6.1', required: true, schema: { const: 'Bearer' } },
  'RateLimit-Policy': {
    description: 'The budget that the request was taken from: `q` requests in `w` seconds (draft-ietf-httpapi-ratelimit-headers-10)',
    schema: { type: 'string', pattern: String.raw`^"\w+";q=\d+;w=60$` },
  },
  RateLimit: {
    description: 'How that budget stands: `r` requests are left, and in `t` seconds all of them are there again',
    schema: { type: 'string', pattern: String.raw`^"\w+";r=\d+;t=\d+$` },
  },
  'Retry-After': {
    description: 'After how many seconds to try again (RFC 9110 §10.2.3)',
    schema: { type: 'string', pattern: String.raw`^\d+$` },
  },
};

const onEveryAnswer = ['X-Request-Id', 'RateLimit-Policy', 'RateLimit'];

export const isVersionShown = (route: Route): boolean =>
  route.version !== undefined && route.transact !== undefined && route.answer !== undefined && route.method !== 'post';

/** The headers of an answer as it is meant to be. */
export const headersOfAnswer = (route: Route): Json =>
  refer([
    ...onEveryAnswer,
    ...(isVersionShown(route) ? ['ETag'] : []),
    ...(route.method === 'post' ? ['Idempotent-Replayed'] : []),
    ...(route.stream?.fileName !== undefined || route.file ? ['Content-Disposition'] : []),
  ]);

/** The headers of a problem. */
export const headersOfProblem = (status: number, codes: readonly string[]): Json =>
  refer([
    ...onEveryAnswer,
    ...(status === 401 ? ['WWW-Authenticate'] : []),
    ...([429, 503].includes(status) || codes.includes('request_in_progress') ? ['Retry-After'] : []),
  ]);

export const headersOfNotModified = refer([...onEveryAnswer, 'ETag']);

function refer(names: readonly string[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
