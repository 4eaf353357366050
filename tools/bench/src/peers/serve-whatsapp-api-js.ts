import http from 'node:http';

import { Text } from 'whatsapp-api-js/messages';
import { WhatsAppAPI } from 'whatsapp-api-js/middleware/node-http';

/** An echo bot on whatsapp-api-js as its documentation builds one. Environment: PORT, APP_SECRET, GRAPH_URL. */
const { PORT, APP_SECRET = '', GRAPH_URL = '' } = process.env;
const api = new WhatsAppAPI({
  token: 'token',
  appSecret: APP_SECRET,
  v: 'v25.0',
  webhookVerifyToken: 'verify-token',
  ponyfill: { fetch: (input, init) => fetch(String(input).replace('https://graph.facebook.com', GRAPH_URL), init) },
});
api.on.message = async ({ message, reply }) => {
  if (message.type === 'text') await reply(new Text(message.text.body));
};

http
  .createServer(async (request, response) => {
    response.writeHead(request.method === 'POST' ? await api.handle_post(request as Parameters<typeof api.handle_post>[0]) : 404).end();
  })
  .listen(Number(PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
