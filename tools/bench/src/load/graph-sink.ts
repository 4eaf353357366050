import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

import { readBody } from './read-body.ts';

/** A text that was sent to an end user. */
export interface SentText {
  /** Digits. */
  readonly phone: string;
  readonly text: string;
  /** By `performance.now()` of this process. */
  readonly at: number;
}

export interface GraphSink {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * The one call of Meta's Graph API that the benches need, answered as Meta does and at once. Everything else (read receipts, typing)
 * is answered with success. Lives in the process that asks, so that one clock times question and answer.
 */
export async function startGraphSink(onText: (sent: SentText) => void): Promise<GraphSink> {
  let count = 0;
  const server = http.createServer(async (request, response) => {
    const at = performance.now();
    const body = JSON.parse((await readBody(request)).toString('utf8')) as { to?: string; recipient?: string; text?: { body: string } };
    const phone = (body.recipient?.split('.')[1] ?? body.to ?? '').replace('+', '');
    if (body.text) onText({ phone, text: body.text.body, at });
    const answer = body.text
      ? { messaging_product: 'whatsapp', contacts: [{ input: phone, wa_id: phone }], messages: [{ id: `wamid.sent.${++count}` }] }
      : { success: true };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
