import { newId, type Provider } from '@sylion/schemas';

import type { Database } from '../database.ts';

export interface UnroutedEvent {
  readonly provider: Provider;
  readonly channelKey: string | null;
  readonly accountKey: string | null;
  readonly field: string;
  readonly reason: string;
  readonly payload: unknown;
}

/** Keeps what was signed for us but belongs to no channel we know. */
export async function recordUnrouted(database: Database, events: readonly UnroutedEvent[]): Promise<void> {
  if (events.length === 0) return;
  await database.asPlatform('keep unrouted webhooks', ({ sql }) =>
    sql
      .insertInto('unroutedEvents')
      .values(events.map((event) => ({ ...event, id: newId(), payload: JSON.stringify(event.payload ?? null) })))
      .execute(),
  );
}
