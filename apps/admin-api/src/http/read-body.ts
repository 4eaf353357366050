import express, { type Request, type Response } from 'express';

import { storable } from '@sylion/schemas';

import { Problem } from './problem.ts';

/** Runs on every string of the body, before any schema sees it. */
const reviver = (_key: string, value: unknown): unknown => (typeof value === 'string' ? storable(value) : value);

/** A JSON body is there by then; only forms may take their time. */
const bodyTimeoutMs = 30_000;

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
  await new Promise<void>((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new Problem(408, 'body_too_slow', 'the body did not come in time')), bodyTimeoutMs);
    parseJson(request, response, (error?: unknown) => {
      clearTimeout(tooLate);
      if (error === undefined) resolve();
      else reject(readable(error));
    });
  });
  return request.body as unknown;
}

const readable = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'type' in error && error.type === 'entity.parse.failed'
    ? new Problem(400, 'invalid_json', 'the body is not JSON')
    : error;
