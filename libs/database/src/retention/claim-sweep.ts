import { sql } from 'kysely';

import type { RetentionPeriods } from '@sylion/schemas';

import type { Database, TenantScope } from '../database.ts';

/** A tenant whose data is to be swept, as its policy is now. `now` is the database's, and `begunAt` the same to the microsecond. */
export interface DueSweep {
  readonly tenantId: string;
  readonly policy: RetentionPeriods;
  readonly now: Date;
  readonly begunAt: string;
}

/** Takes the tenant whose sweep is due longest, for `leaseMs`: who moves `next_sweep_at` sweeps. Undefined when none is due. */
export const claimSweep = (database: Database, leaseMs: number): Promise<DueSweep | undefined> =>
  database.asPlatform('claim a retention sweep', async ({ sql: statements }) => {
    const { rows } = await sql<{ tenantId: string; now: Date; begunAt: string } & RetentionPeriods>`
      update retention_policies p set next_sweep_at = clock_timestamp() + ${leaseMs} * interval '1 ms'
      where p.tenant_id = (
        select due.tenant_id from retention_policies due where due.next_sweep_at <= clock_timestamp()
        order by due.next_sweep_at limit 1 for no key update skip locked)
      returning p.tenant_id, p.messages_days, p.media_days, p.turns_days, p.provider_events_days, p.hit_tests_days, p.end_users_days,
        statement_timestamp() as now, statement_timestamp()::text as begun_at`.execute(statements);
    const [due] = rows;
    if (!due) return undefined;
    const { tenantId, now, begunAt, ...policy } = due;
    return { tenantId, policy, now, begunAt };
  });

/** Ends a sweep: the next is due after `pauseMs`. A policy that was set since this one began is due at once, and stays so. */
export async function endSweep(
  { sql: statements, tenantId }: TenantScope,
  { begunAt, isDone, pauseMs }: { readonly begunAt: string; readonly isDone: boolean; readonly pauseMs: number },
): Promise<void> {
  await statements
    .updateTable('retentionPolicies')
    .set({
      nextSweepAt: sql<Date>`clock_timestamp() + ${pauseMs} * interval '1 ms'`,
      ...(isDone && { sweptAt: sql<Date>`clock_timestamp()` }),
    })
    .where('tenantId', '=', tenantId)
    .where('updatedAt', '<=', sql<Date>`${begunAt}::timestamptz`)
    .execute();
}

/** By how many seconds the sweep that is due longest is late; 0 when none is. */
export async function overdueSweepSeconds(database: Database): Promise<number> {
  const row = await database.asPlatform('measure overdue sweeps', ({ sql: statements }) =>
    statements
      .selectFrom('retentionPolicies')
      .where('nextSweepAt', '<=', sql<Date>`clock_timestamp()`)
      .select(sql<number | null>`extract(epoch from clock_timestamp() - min(next_sweep_at))::float8`.as('late'))
      .executeTakeFirst(),
  );
  return row?.late ?? 0;
}
