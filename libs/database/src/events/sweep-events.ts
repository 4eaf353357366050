import { sql } from 'kysely';

import type { Database } from '../database.ts';

/** Removes events, and with them their deliveries, that are older than `days`; at most `limit`. Returns how many. */
export async function sweepEvents(database: Database, { days, limit }: { days: number; limit: number }): Promise<number> {
  const { numAffectedRows } = await database.asPlatform('sweep old events', ({ sql: statements }) =>
    sql`delete from events where (tenant_id, id) in (
      select tenant_id, id from events where occurred_at < now() - ${days} * interval '1 day' and position is not null limit ${limit}
    )`.execute(statements),
  );
  return Number(numAffectedRows ?? 0);
}
