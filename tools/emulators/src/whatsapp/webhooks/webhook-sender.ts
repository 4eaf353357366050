import type { FaultPlans } from '../faults/fault-plans.ts';
import type { Timings } from '../options.ts';
import type { JsonObject } from '../read-json.ts';
import type { BusinessNumber } from '../state/business-numbers.ts';
import { escapeJson } from './escape-json.ts';
import { openWebhookSockets, postWebhook, type WebhookSockets } from './post-webhook.ts';
import { signBody } from './sign-body.ts';

export interface WebhookDelivery {
  readonly seq: number;
  readonly at: number;
  readonly phoneNumberId: string;
  readonly kind: 'message' | 'status';
  /** The messages it speaks of. */
  readonly wamids: readonly string[];
  readonly url: string | null;
  readonly body: JsonObject;
  readonly attempts: { at: number; durationMs: number; status?: number; error?: string }[];
  /** `pending` until a 200 arrives; `undeliverable` when the number has no webhook URL. */
  state: 'pending' | 'delivered' | 'undeliverable';
}

type Webhook = Pick<WebhookDelivery, 'kind' | 'wamids' | 'body'>;

/** Delivers webhooks concurrently and again until the receiver answers 200; they are lost only by `clear`. */
export class WebhookSender {
  readonly #timings: Timings;
  readonly #faults: FaultPlans;
  #deliveries: WebhookDelivery[] = [];
  readonly #sockets = new Map<string, WebhookSockets>();
  #seq = 0;
  #life = new AbortController();
  #isStopped = false;

  constructor(timings: Timings, faults: FaultPlans) {
    this.#timings = timings;
    this.#faults = faults;
  }

  /** @param onDelivered called when a copy was answered 200 */
  send(number: BusinessNumber, webhook: Webhook, onDelivered: () => void = () => {}): void {
    if (this.#isStopped) return;
    const { plan, laterRandom } = this.#faults.of(number.phoneNumberId);
    const whole = Math.floor(plan.duplicateWebhooks);
    const copies = 1 + whole + (laterRandom() < plan.duplicateWebhooks - whole ? 1 : 0);
    for (let copy = 0; copy < copies; copy += 1) {
      const startDelayMs = plan.shuffleWebhooks ? laterRandom() * plan.shuffleWindowMs : 0;
      void this.#deliver(number, webhook, startDelayMs).then((isDelivered) => isDelivered && onDelivered());
    }
  }

  select(filter: { phoneNumberId?: string; state?: string; wamid?: string }): WebhookDelivery[] {
    return this.#deliveries.filter(
      (delivery) =>
        (filter.phoneNumberId ?? delivery.phoneNumberId) === delivery.phoneNumberId &&
        (filter.state ?? delivery.state) === delivery.state &&
        (filter.wamid === undefined || delivery.wamids.includes(filter.wamid)),
    );
  }

  clear(): void {
    this.#life.abort();
    this.#life = new AbortController();
    this.#deliveries = [];
    this.#seq = 0;
  }

  /** Like `clear`, and nothing is sent any more. */
  stop(): void {
    this.#isStopped = true;
    this.clear();
  }

  async #deliver(number: BusinessNumber, webhook: Webhook, startDelayMs: number): Promise<boolean> {
    this.#seq += 1;
    const url = number.webhookUrl ?? null;
    const delivery: WebhookDelivery = {
      seq: this.#seq,
      at: Date.now(),
      phoneNumberId: number.phoneNumberId,
      ...webhook,
      url,
      attempts: [],
      state: url === null ? 'undeliverable' : 'pending',
    };
    this.#deliveries.push(delivery);
    if (url === null) return false;

    const { signal } = this.#life;
    const body = Buffer.from(escapeJson(webhook.body));
    const sockets = this.#socketsOf(number.phoneNumberId);
    const post = { url, body, signature: signBody(number.appSecret, body), timeoutMs: this.#timings.webhookTimeoutMs, signal, sockets };
    if (startDelayMs > 0) await pause(startDelayMs, signal);
    let pauseMs = this.#timings.redeliveryBaseMs;
    while (!signal.aborted) {
      const at = Date.now();
      const outcome = await postWebhook(post).then(
        (status) => ({ status }),
        (error: Error) => ({ error: error.message }),
      );
      delivery.attempts.push({ at, durationMs: Date.now() - at, ...outcome });
      if ('status' in outcome && outcome.status === 200) {
        delivery.state = 'delivered';
        return true;
      }
      await pause(pauseMs, signal);
      pauseMs = Math.min(pauseMs * 2, this.#timings.redeliveryMaxMs);
    }
    return false;
  }

  #socketsOf(phoneNumberId: string): WebhookSockets {
    const sockets = this.#sockets.get(phoneNumberId) ?? openWebhookSockets();
    this.#sockets.set(phoneNumberId, sockets);
    return sockets;
  }
}

/** Ends early, without an error, when the sender is cleared. */
function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, delayMs);
    signal.addEventListener('abort', end);
  });
}
