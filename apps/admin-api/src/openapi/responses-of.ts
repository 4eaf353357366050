import { STATUS_CODES } from 'node:http';

import type { Route } from '../route.ts';
import { problemsOf } from './problems-of.ts';
import { headersOfAnswer, headersOfNotModified, headersOfProblem, isVersionShown } from './response-headers.ts';
import { toJsonSchema, type Json } from './to-json-schema.ts';

/** Every answer that a route may give. */
export const responsesOf = (route: Route): Record<string, Json> => ({
  [route.status]: toAnswer(route, STATUS_CODES[route.status] ?? ''),
  ...(route.statusWhenUnchanged && { [route.statusWhenUnchanged]: toAnswer(route, 'Nothing to do: the same is there already') }),
  ...(route.method === 'get' &&
    isVersionShown(route) && { 304: { description: 'The caller has this very answer already', headers: headersOfNotModified } }),
  ...Object.fromEntries([...problemsOf(route)].map(([status, codes]) => [status, toProblemAnswer(status, codes)])),
});

function toAnswer(route: Route, description: string): Json {
  const { answer, stream, file } = route;
  return {
    description,
    headers: headersOfAnswer(route),
    ...(answer && { content: { 'application/json': { schema: toJsonSchema(answer, 'output') } } }),
    ...(file && { content: { '*/*': { schema: bytes } } }),
    ...(stream && { content: { [stream.mediaType]: { schema: schemaOf(stream) } } }),
  };
}

function schemaOf({ piece, mediaType }: NonNullable<Route['stream']>): Json {
  if (piece) return toJsonSchema(piece, 'output');
  return mediaType.startsWith('text/') ? { type: 'string' } : bytes;
}

const bytes: Json = { type: 'string', format: 'binary' };

/** The codes are part of the contract: programs decide by them. */
const toProblemAnswer = (status: number, codes: readonly string[]): Json => ({
  description: `${STATUS_CODES[status] ?? 'Error'}: ${codes.join(', ')}`,
  headers: headersOfProblem(status, codes),
  content: {
    'application/problem+json': {
      schema: {
        allOf: [
          { $ref: '#/components/schemas/Problem' },
          { type: 'object', properties: { status: { const: status }, code: { enum: codes } } },
        ],
      },
    },
  },
});
