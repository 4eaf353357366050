import http from 'node:http';
import https from 'node:https';

export interface WebhookPost {
  readonly url: string;
  readonly signature: string;
  readonly body: Buffer;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly sockets: WebhookSockets;
}

/** The sockets of one number: deliveries are concurrent, but a flood must not open one per message, and is its own number's only. */
export interface WebhookSockets {
  readonly 'http:': http.Agent;
  readonly 'https:': https.Agent;
}

const agentOptions = { keepAlive: true, maxSockets: 64 };

export const openWebhookSockets = (): WebhookSockets => ({
  'http:': new http.Agent(agentOptions),
  'https:': new https.Agent(agentOptions),
});

/** Sends one webhook. @returns the HTTP status; rejects on a transport failure or timeout */
export function postWebhook({ url, signature, body, timeoutMs, signal, sockets }: WebhookPost): Promise<number> {
  const target = new URL(url);
  const protocol = target.protocol === 'https:' ? 'https:' : 'http:';
  const { request } = protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const sent = request(
      target,
      {
        method: 'POST',
        agent: sockets[protocol],
        timeout: timeoutMs,
        signal,
        headers: {
          'content-type': 'application/json',
          'content-length': body.length,
          'user-agent': 'facebookexternalua',
          'x-hub-signature-256': signature,
        },
      },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
        response.once('error', reject);
      },
    );
    sent.once('timeout', () => sent.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    sent.once('error', reject);
    sent.end(body);
  });
}
