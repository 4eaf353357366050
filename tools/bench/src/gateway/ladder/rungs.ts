import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import express from 'express';

import { checkWebhook, type CheckedMessage } from './check-webhook.ts';
import { openJobQueue } from './open-job-queue.ts';

export interface RungSettings {
  readonly appSecret: string;
  readonly redisUrl: string;
}

type Keep = (message: CheckedMessage) => Promise<void>;

/** Ever more of what a gateway does, without Postgres: what one Node process can do at most. */
export const rungs = {
  bare: () => (request, response) => {
    request.resume();
    response.writeHead(200).end();
  },
  checked:
    ({ appSecret }) =>
    (request, response) =>
      void accept(request, response, appSecret, async () => undefined),
  queued: ({ appSecret, redisUrl }) => {
    const keep = openJobQueue(redisUrl);
    return (request, response) => void accept(request, response, appSecret, keep);
  },
  express: ({ appSecret, redisUrl }) => {
    const keep = openJobQueue(redisUrl);
    return express().post('/webhooks/whatsapp', (request, response) => accept(request, response, appSecret, keep));
  },
} satisfies Record<string, (settings: RungSettings) => RequestListener>;

export type RungName = keyof typeof rungs;

async function accept(request: IncomingMessage, response: ServerResponse, appSecret: string, keep: Keep): Promise<void> {
  const messages = await checkWebhook(request, appSecret);
  if (messages) await Promise.all(messages.map(keep));
  response.writeHead(messages ? 200 : 401).end();
}
