import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Response } from 'express';

import { ObjectNotFound } from '@sylion/storage';

import { Problem } from './problem.ts';

/** A stored file as it is sent. */
export interface FileAnswer {
  readonly mimeType: string;
  /** Under which name browsers save it. */
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly content: Readable;
}

/**
 * Sends a file's bytes as the caller takes them. It came from outside: a browser saves it and runs nothing of it. Resolves when the
 * caller is gone as well.
 * @throws {Problem} 404 when it was removed just now; what the store throws before the first byte
 */
export async function answerFile(
  response: Response,
  { mimeType, fileName, sizeBytes, content }: FileAnswer,
  isHead: boolean,
): Promise<void> {
  try {
    await firstBytes(content);
    response
      .status(200)
      .attachment(fileName)
      .setHeader('content-type', /^[\w.+-]+\/[\w.+-]+$/.test(mimeType) ? mimeType : 'application/octet-stream')
      .setHeader('content-length', sizeBytes)
      .setHeader('content-security-policy', "sandbox; default-src 'none'")
      .setHeader('cache-control', 'private, no-store');
    if (isHead) return void response.end();
    await pipeline(content, response);
  } catch (error) {
    if (!response.destroyed) throw error;
  } finally {
    content.destroy();
  }
}

/** Until then nothing is said, so that a store which does not answer is told as a problem. */
async function firstBytes(content: Readable): Promise<void> {
  try {
    await once(content, 'readable');
  } catch (error) {
    throw error instanceof ObjectNotFound ? new Problem(404, 'not_found', 'the file was removed just now') : error;
  }
}
