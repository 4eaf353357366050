import type { TenantEvent } from '@sylion/database';

import { toEventMessage } from '../webhooks/event-message.ts';
import type { TenantFeed } from './tenant-feed.ts';

export interface StreamOptions {
  readonly tenantId: string;
  readonly feed: TenantFeed;
  /** The position after which it begins. */
  readonly start: number;
  readonly wants: (event: TenantEvent) => boolean;
  readonly signal: AbortSignal;
  readonly mayGoOn: () => Promise<boolean>;
}

const checkIntervalMs = 2_000;
const heartbeatMs = 15_000;

/**
 * A tenant's events as server-sent events (WHATWG HTML §9.2), each once and in order. The id is the position: a client that lost its
 * connection goes on from there, at any replica. Ends when the caller may no longer listen. Events have no name of their own, so that a
 * kind that is added later reaches everybody who listens to messages.
 */
export async function* streamEvents({ tenantId, feed, start, wants, signal, mayGoOn }: StreamOptions): AsyncGenerator<string> {
  let [position, told] = [start, start];
  let [checkedAt, saidAt] = [performance.now(), performance.now()];
  yield `retry: 1000\nid: ${position}\n\n`;
  while (!signal.aborted) {
    if (performance.now() - checkedAt >= checkIntervalMs) {
      if (!(await mayGoOn())) return;
      checkedAt = performance.now();
    }
    const events = await feed.after(position);
    for (const event of events) {
      position = event.position;
      if (!wants(event)) continue;
      yield `id: ${position}\ndata: ${JSON.stringify(toEventMessage(tenantId, event))}\n\n`;
      [told, saidAt] = [position, performance.now()];
    }
    if (events.length > 0) continue;
    if (performance.now() - saidAt >= heartbeatMs) {
      // Also tells how far it has read: who resumes need not pass again what it did not want.
      yield told === position ? ': heartbeat\n\n' : `id: ${position}\n\n`;
      [told, saidAt] = [position, performance.now()];
    }
    await feed.more(position, AbortSignal.any([signal, AbortSignal.timeout(checkIntervalMs)]));
  }
}
