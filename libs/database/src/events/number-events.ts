import { sql } from 'kysely';

import type { Database } from '../database.ts';

/**
 * Gives a position to every event that was committed without one, at most `most` per tenant, and makes its deliveries. Only what has a
 * position is read or delivered. Any number of processes may do it at once. Returns how many events got one.
 */
export async function numberEvents(database: Database, most: number): Promise<number> {
  const { rows } = await database.asPlatform('number events', ({ sql: statements }) =>
    sql<{ numbered: number }>`select number_events(${most}) as numbered`.execute(statements),
  );
  return rows[0]?.numbered ?? 0;
}
