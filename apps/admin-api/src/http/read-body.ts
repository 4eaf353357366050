import express, { type Request, type Response } from 'express';

import { Problem } from './problem.ts';

/**
 * Text as Postgres can hold it: NUL and lone surrogates, which JSON can carry and `text` and `jsonb` cannot, become U+FFFD.
 * Runs on every string of the body, before any schema sees it.
 */
const reviver = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '\uFFFD').toWellFormed() : value;

const parseJson = express.json({ limit: '1mb', type: () => true, strict: false, reviver });

/**
 * The body as JSON; undefined when there is none. Runs after the caller was let in, so that a stranger's megabyte is never parsed.
 * @throws {Problem} 415 for anything but JSON; errors of the parser carry their own status.
 */
export async function readBody(request: Request, response: Response): Promise<unknown> {
  const isEmpty = request.headers['transfer-encoding'] === undefined && Number(request.headers['content-length'] ?? 0) === 0;
  if (isEmpty) return undefined;
  if (!request.is('application/json'))
    throw new Problem(415, 'unsupported_media_type', 'the body must be JSON: send Content-Type: application/json');
  await new Promise<void>((resolve, reject) =>
    parseJson(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(readable(error)))),
  );
  return request.body as unknown;
}

const readable = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'type' in error && error.type === 'entity.parse.failed'
    ? new Problem(400, 'invalid_json', 'the body is not JSON')
    : error;
