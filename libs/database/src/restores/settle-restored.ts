import { sql } from 'kysely';

import type { Database } from '../database.ts';

/** What a backup had caught under way. */
export interface Settled {
  readonly inbound: number;
  readonly outbound: number;
}

/**
 * Ends what was under way when a backup was made: after it, the lost database may have answered and sent all of it, and nobody can ask it.
 * Nothing is answered twice, so nothing of it is answered or sent again: inbound messages are `skipped`, bubbles `cancelled`, both with the
 * reason `restored`, for people to look through. To be called before an app starts on a restored database.
 */
export function settleRestored(database: Database): Promise<Settled> {
  return database.asPlatform('end what a backup caught under way', async ({ sql: statements }) => {
    const end = (state: 'skipped' | 'cancelled') =>
      statements.updateTable('messages').set({ state, stateReason: 'restored', notBefore: null, updatedAt: sql<Date>`now()` });
    const inbound = await end('skipped').where('direction', '=', 'inbound').where('state', '=', 'received').executeTakeFirst();
    const outbound = await end('cancelled')
      .where('direction', '=', 'outbound')
      .where('state', 'in', ['queued', 'sending', 'unknown'])
      .executeTakeFirst();
    return { inbound: Number(inbound.numUpdatedRows), outbound: Number(outbound.numUpdatedRows) };
  });
}
