import { fetch, type Agent } from 'undici';

import type { DeliveryTry } from '@sylion/database';
import { AddressNotAllowed, readWebUrl, type Allowed } from '@sylion/runtime';
import { signWebhook } from '@sylion/tenancy';

import { readRetryAfter } from './read-retry-after.ts';

export interface WebhookRequest {
  readonly url: string;
  readonly id: string;
  readonly body: string;
  /** Every one that is valid now. */
  readonly secrets: readonly string[];
}

export interface WebhookClient {
  readonly agent: Agent;
  readonly allowed: Allowed;
  readonly timeoutMs: number;
}

/** Posts one webhook, signed. Never throws: whatever happens is how the try ended. The answer's body is nobody's business and is not read. */
export async function postWebhook({ url, id, body, secrets }: WebhookRequest, client: WebhookClient): Promise<DeliveryTry> {
  const startedAt = performance.now();
  const ended = (status: number | null, error: string | null, retryAfterMs: number | null = null): DeliveryTry => ({
    status,
    error,
    durationMs: Math.round(performance.now() - startedAt),
    retryAfterMs,
  });
  const timestamp = Math.floor(Date.now() / 1_000);
  try {
    const response = await fetch(readWebUrl(url, client.allowed), {
      method: 'POST',
      dispatcher: client.agent,
      redirect: 'manual',
      signal: AbortSignal.timeout(client.timeoutMs),
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'SylionAI-Webhooks/1.0',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signWebhook(secrets, { id, timestamp, body }),
      },
    });
    await response.body?.cancel();
    return ended(
      response.status,
      response.ok ? null : `answered_${response.status}`,
      readRetryAfter(response.headers.get('retry-after'), new Date()),
    );
  } catch (error) {
    return ended(null, codeOf(error));
  }
}

/** The stable name of why nobody answered. */
function codeOf(error: unknown): string {
  for (let cause = error as Cause | undefined; typeof cause === 'object' && cause !== null; cause = cause.cause) {
    if (cause instanceof AddressNotAllowed) return cause.code;
    if (cause.name === 'TimeoutError' || cause.code?.toString().endsWith('_TIMEOUT')) return 'timed_out';
  }
  return 'unreachable';
}

interface Cause {
  readonly name?: string;
  readonly code?: string | number;
  readonly cause?: Cause;
}
