import { readEventRange, readEvents, type Database, type TenantEvent } from '@sylion/database';
import type { Logger } from '@sylion/runtime';

import type { Connection } from '../http/answer-stream.ts';
import { Problem } from '../http/problem.ts';
import { streamEvents } from './stream-events.ts';
import { createTenantFeed, type TenantFeed } from './tenant-feed.ts';

export interface EventStreams {
  /**
   * Opens a stream of the tenant's events, from now on or after the connection's `Last-Event-ID`.
   * @throws {Problem} 400 for an id that never was, 410 when events after it are gone, 429 when the tenant has too many, 503 at shutdown
   */
  open(tenantId: string, wants: (event: TenantEvent) => boolean, connection: Connection): Promise<AsyncIterable<string>>;
  /** Ends every stream; their clients connect again, elsewhere. */
  close(): Promise<void>;
}

const pollIntervalMs = 400;
const streamsPerTenant = 50;

export function createEventStreams({ database, logger }: { database: Database; logger: Logger }): EventStreams {
  const open = new Map<string, { readonly feed: TenantFeed; streams: number }>();
  const closing = new AbortController();

  const leave = (tenantId: string): void => {
    const listened = open.get(tenantId);
    if (!listened) return;
    listened.streams -= 1;
    if (listened.streams > 0) return;
    open.delete(tenantId);
    void listened.feed.stop();
  };
  const join = (tenantId: string, position: number): TenantFeed => {
    const read = (page: { after: number; limit: number }) => database.asTenant(tenantId, (scope) => readEvents(scope, page));
    const listened = open.get(tenantId) ?? { feed: createTenantFeed({ read, start: position, pollIntervalMs, logger }), streams: 0 };
    listened.streams += 1;
    open.set(tenantId, listened);
    return listened.feed;
  };

  return {
    open: async (tenantId, wants, { signal, lastEventId, mayGoOn }) => {
      const range = await database.asTenant(tenantId, readEventRange);
      const start = startOf(lastEventId, range);
      if (closing.signal.aborted) throw new Problem(503, 'shutting_down', 'this process is going down; connect again');
      if ((open.get(tenantId)?.streams ?? 0) >= streamsPerTenant)
        throw new Problem(429, 'too_many_streams', `a tenant may listen ${streamsPerTenant} times at once`);
      const feed = join(tenantId, range.last);
      if (signal.aborted) leave(tenantId);
      else signal.addEventListener('abort', () => leave(tenantId), { once: true });
      return streamEvents({ tenantId, feed, start, wants, mayGoOn, signal: AbortSignal.any([signal, closing.signal]) });
    },
    close: async () => closing.abort(),
  };
}

/** Positions have no gaps, so what is missing after one can be told. */
function startOf(lastEventId: string | undefined, { first, last }: { first: number; last: number }): number {
  if (lastEventId === undefined || lastEventId === '') return last;
  const position = /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : undefined;
  if (position === undefined || position > last) throw new Problem(400, 'invalid_last_event_id', 'Last-Event-ID is none of this stream');
  if (position + 1 < first)
    throw new Problem(410, 'events_gone', 'events after Last-Event-ID are no longer kept: read afresh, connect without it');
  return position;
}
