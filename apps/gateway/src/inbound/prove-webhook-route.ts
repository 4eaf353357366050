import { randomBytes } from 'node:crypto';

/**
 * Asks this process' own webhook route for the handshake with which Meta proves it (Meta, "Create a webhook endpoint").
 * @throws when it does not answer with the challenge
 */
export async function proveWebhookRoute(port: number, verifyToken: string): Promise<void> {
  const challenge = randomBytes(8).toString('hex');
  const query = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.verify_token': verifyToken, 'hub.challenge': challenge });
  const response = await fetch(`http://127.0.0.1:${port}/webhooks/whatsapp?${query}`, { signal: AbortSignal.timeout(2_000) });
  if (response.status !== 200 || (await response.text()) !== challenge)
    throw new Error(`the webhook route answered its handshake with ${response.status}`);
}
