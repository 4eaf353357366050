import { sql } from 'kysely';

import type { Database } from '../database.ts';

const sweepLimit = 1_000;

/** Runs that wait for `ageMs`, because their nudge was lost, and those whose worker died. */
export async function listStuckPlaygroundRuns(database: Database, ageMs: number): Promise<{ tenantId: string; runId: string }[]> {
  return database.asPlatform('sweep stuck playground runs', ({ sql: statements }) =>
    statements
      .selectFrom('playgroundRuns')
      .where('state', 'in', ['queued', 'running'])
      .where('createdAt', '<', sql<Date>`clock_timestamp() - ${ageMs} * interval '1 ms'`)
      .where((eb) => eb.or([eb('claimedUntil', 'is', null), eb('claimedUntil', '<', sql<Date>`clock_timestamp()`)]))
      .select(['tenantId', 'id as runId'])
      .limit(sweepLimit)
      .execute(),
  );
}

/** So long what was said in the playground is kept. */
const lifetime = sql`interval '7 days'`;

/** Removes at most `limit` runs whose lifetime is over. Returns how many. */
export async function removeOldPlaygroundRuns(database: Database, limit: number): Promise<number> {
  return database.asPlatform('sweep old playground runs', async ({ sql: statements }) => {
    const { numAffectedRows } = await sql`
      delete from playground_runs where ctid = any (array(
        select ctid from playground_runs where state in ('done', 'failed') and finished_at < now() - ${lifetime} limit ${limit}))`.execute(
      statements,
    );
    return Number(numAffectedRows ?? 0);
  });
}
