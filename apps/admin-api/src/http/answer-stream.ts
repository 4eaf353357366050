import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Request, Response } from 'express';

import { Problem } from './problem.ts';

/** What a route that answers with a stream needs to know of its caller while it streams. */
export interface Connection {
  /** Aborts when the caller is gone, or has everything. */
  readonly signal: AbortSignal;
  /** The header `Last-Event-ID` (server-sent events): where the caller stood when it lost its last connection. */
  readonly lastEventId: string | undefined;
  /** Whether the caller would be let in now as well: keys are revoked, tokens run out. */
  mayGoOn(): Promise<boolean>;
}

/** `letIn` throws the caller's refusal; any other error says nothing about the caller. */
export function openConnection(request: Request, response: Response, letIn: () => Promise<unknown>): Connection {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return {
    signal: gone.signal,
    lastEventId: request.get('last-event-id'),
    mayGoOn: () =>
      letIn().then(
        () => true,
        (error: unknown) => !(error instanceof Problem && error.status < 500),
      ),
  };
}

/** Sends pieces as they come, asking for the next one only when the caller has taken the last. Resolves when the caller is gone as well. */
export async function answerStream(
  response: Response,
  { mediaType, fileName }: { readonly mediaType: string; readonly fileName?: string },
  pieces: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  if (fileName !== undefined) response.attachment(fileName);
  response.status(200).setHeader('content-type', mediaType).setHeader('x-accel-buffering', 'no').flushHeaders();
  try {
    await pipeline(Readable.from(pieces, { highWaterMark: 1 }), response);
  } catch (error) {
    if (!response.destroyed) throw error;
  }
}
