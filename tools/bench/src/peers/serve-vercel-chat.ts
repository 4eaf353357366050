import http from 'node:http';

import { createRedisState } from '@chat-adapter/state-redis';
import { createWhatsAppAdapter } from '@chat-adapter/whatsapp';
import { Chat } from 'chat';

import { readBody } from '../load/read-body.ts';

/**
 * An echo bot on the Chat SDK as its documentation builds one, with its state in Redis and no message dropped while another is answered.
 * Environment: PORT, APP_SECRET, GRAPH_URL, REDIS_URL, PHONE_NUMBER_ID.
 */
const { PORT, APP_SECRET, GRAPH_URL, REDIS_URL, PHONE_NUMBER_ID } = process.env;
const chat = new Chat({
  userName: 'bench',
  adapters: {
    whatsapp: createWhatsAppAdapter({
      accessToken: 'token',
      apiUrl: GRAPH_URL,
      appSecret: APP_SECRET,
      phoneNumberId: PHONE_NUMBER_ID,
      verifyToken: 'verify-token',
    }),
  },
  state: createRedisState({ url: REDIS_URL }),
  concurrency: 'queue',
  logger: 'error',
});
chat.onDirectMessage(async (thread, message) => void (await thread.post(message.text)));
await chat.initialize();

http
  .createServer(async (request, response) => {
    const body = await readBody(request);
    const headers = new Headers(Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]));
    const given = { method: request.method, headers, ...(request.method === 'POST' && { body: new Uint8Array(body) }) };
    const answer = await chat.webhooks.whatsapp(new Request(`http://127.0.0.1${request.url}`, given), { waitUntil: () => undefined });
    response.writeHead(answer.status).end();
  })
  .listen(Number(PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
