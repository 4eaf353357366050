import { sql } from 'kysely';

import type { Database } from '../database.ts';

export interface Process {
  /** One id per process, made when it starts. */
  readonly instance: string;
  readonly app: string;
  readonly roles: readonly string[];
}

/** Says that a process is alive, and forgets those that have been silent for a day. */
export const beat = (database: Database, { instance, app, roles }: Process): Promise<void> =>
  database.asPlatform('heartbeat', async ({ sql: statements }) => {
    await statements
      .insertInto('heartbeats')
      .values({ instance, app, roles: [...roles] })
      .onConflict((conflict) => conflict.column('instance').doUpdateSet({ beatAt: sql<Date>`now()` }))
      .execute();
    await statements
      .deleteFrom('heartbeats')
      .where('beatAt', '<', sql<Date>`now() - interval '1 day'`)
      .execute();
  });

/** A process that ends says so itself: nobody waits until its silence is noticed. */
export const endBeat = (database: Database, instance: string): Promise<void> =>
  database.asPlatform('last heartbeat', async ({ sql: statements }) => {
    await statements.deleteFrom('heartbeats').where('instance', '=', instance).execute();
  });

/** The processes that have beaten within `withinMs`. */
export const listAlive = (database: Database, withinMs: number): Promise<{ app: string; roles: string[] }[]> =>
  database.asPlatform('who is alive', ({ sql: statements }) =>
    statements
      .selectFrom('heartbeats')
      .where('beatAt', '>', sql<Date>`now() - ${withinMs} * interval '1 ms'`)
      .select(['app', 'roles'])
      .execute(),
  );
