import { sql } from 'kysely';

import type { Database } from '../database.ts';

/** So long what came for nobody is kept, to find out for whom it should have been. */
const lifetime = sql`interval '30 days'`;

/** Removes at most `limit` unrouted events whose lifetime is over. Returns how many. */
export const removeOldUnrouted = (database: Database, limit: number): Promise<number> =>
  database.asPlatform('sweep old unrouted events', async ({ sql: statements }) => {
    const { numAffectedRows } = await sql`
      delete from unrouted_events where id = any (array(
        select id from unrouted_events where received_at < now() - ${lifetime} order by received_at limit ${limit}))`.execute(statements);
    return Number(numAffectedRows ?? 0n);
  });
