import { EventEmitter, once } from 'node:events';

import type { TenantEvent } from '@sylion/database';
import { repeat, type Logger } from '@sylion/runtime';

export interface FeedOptions {
  /** The tenant's events after a position, in order, at most `limit`. */
  readonly read: (page: { after: number; limit: number }) => Promise<TenantEvent[]>;
  /** The position from which it follows. */
  readonly start: number;
  readonly pollIntervalMs: number;
  readonly logger: Logger;
}

export interface TenantFeed {
  /** Some of the events after a position, in order; none when there are none yet. */
  after(position: number): Promise<readonly TenantEvent[]>;
  /** Resolves when there is something after a position, or `signal` aborts. */
  more(position: number, signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

const pageSize = 200;
const keptSize = 1_000;

/**
 * Follows the events of one tenant for all its streams in this process: one query per interval, however many listen. It keeps the latest;
 * who is further behind reads for itself, so nothing is queued for anybody who is slow.
 */
export function createTenantFeed({ read, start, pollIntervalMs, logger }: FeedOptions): TenantFeed {
  const news = new EventEmitter().setMaxListeners(0);
  let recent: TenantEvent[] = [];
  let keptAfter = start; // `recent` holds every event between here and the tip
  let tip = start;

  const poll = async (): Promise<void> => {
    for (let page = await read({ after: tip, limit: pageSize }); page.length > 0; page = await read({ after: tip, limit: pageSize })) {
      recent = [...recent, ...page];
      tip = recent.at(-1)?.position ?? tip;
      const dropped = recent.splice(0, recent.length - keptSize);
      keptAfter = dropped.at(-1)?.position ?? keptAfter;
      news.emit('news');
    }
  };
  const stop = repeat('event feed', pollIntervalMs, poll, logger);

  return {
    stop,
    after: async (position) =>
      position < keptAfter
        ? read({ after: position, limit: pageSize })
        : recent.filter((event) => event.position > position).slice(0, pageSize),
    more: async (position, signal) => {
      if (tip <= position) await once(news, 'news', { signal }).catch(() => undefined);
    },
  };
}
