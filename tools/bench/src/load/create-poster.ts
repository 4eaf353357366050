import { Pool, type Dispatcher } from 'undici';

import type { Webhook } from './webhook-bodies.ts';

/** Posts webhooks over so many kept connections, one request at a time on each; more than that wait in line. */
export interface Poster {
  /** Resolves with the HTTP status, or with 0 when there was no answer. */
  post(webhook: Webhook): Promise<number>;
  close(): Promise<void>;
}

export function createPoster(url: string, connections: number): Poster {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  return {
    post: ({ body, signature }) =>
      new Promise((resolve) => {
        const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
        pool.dispatch({ origin, path: pathname, method: 'POST', headers, body }, handler(resolve));
      }),
    close: () => pool.close(),
  };
}

function handler(resolve: (status: number) => void): Dispatcher.DispatchHandler {
  let answered = 0;
  return {
    onRequestStart: () => undefined,
    onResponseStart: (_controller, statusCode) => void (answered = statusCode),
    onResponseData: () => undefined,
    onResponseEnd: () => resolve(answered),
    onResponseError: () => resolve(0),
  };
}
