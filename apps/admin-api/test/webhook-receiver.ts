import http from 'node:http';

import { listen } from '@sylion/runtime';
import { waitUntil } from '@sylion/testbed';

export interface ReceivedWebhook {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly event: { readonly id: string; readonly type: string; readonly data: Record<string, unknown> };
}

type Answer = (response: http.ServerResponse) => void;

export interface WebhookReceiver {
  url(path: string): string;
  /** How the path answers from now on; until then with 204. */
  answer(path: string, answer: Answer): void;
  received(path: string): readonly ReceivedWebhook[];
  /** Waits until the path got so many webhooks. */
  got(path: string, count: number): Promise<readonly ReceivedWebhook[]>;
  close(): Promise<void>;
}

/** A tenant's own server, with one address per test. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const all: ReceivedWebhook[] = [];
  const answers = new Map<string, Answer>();
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const path = request.url ?? '';
      all.push({ path, body, headers: request.headers as Record<string, string>, event: JSON.parse(body) as ReceivedWebhook['event'] });
      (answers.get(path) ?? ((accepted) => accepted.writeHead(204).end()))(response);
    });
  });
  const listening = await listen(server, 0, '127.0.0.1');
  const received = (path: string): ReceivedWebhook[] => all.filter((webhook) => webhook.path === path);
  return {
    url: (path) => `http://127.0.0.1:${listening.port}${path}`,
    answer: (path, answer) => void answers.set(path, answer),
    received,
    got: (path, count) => waitUntil(`${path} got ${count} webhooks`, () => (received(path).length >= count ? received(path) : undefined)),
    close: async () => {
      server.closeAllConnections();
      await listening.close();
    },
  };
}
