import { sql } from 'kysely';

import type { RetentionPeriods } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';

const periods = ['messagesDays', 'mediaDays', 'turnsDays', 'providerEventsDays', 'hitTestsDays', 'endUsersDays'] as const;

/** What a tenant keeps until somebody says otherwise: everything. */
const everything: RetentionPeriods = {
  messagesDays: null,
  mediaDays: null,
  turnsDays: null,
  providerEventsDays: null,
  hitTestsDays: null,
  endUsersDays: null,
};

/** How long the tenant keeps what, and when all that was older was gone last; null: never yet. */
export async function readRetention({ sql: statements, tenantId }: TenantScope): Promise<RetentionPeriods & { sweptAt: Date | null }> {
  const policy = await statements
    .selectFrom('retentionPolicies')
    .where('tenantId', '=', tenantId)
    .select([...periods, 'sweptAt'])
    .executeTakeFirst();
  return policy ?? { ...everything, sweptAt: null };
}

/** Sets how long the tenant keeps what. The next sweep is due at once. */
export async function setRetention({ sql: statements, tenantId }: TenantScope, kept: RetentionPeriods): Promise<void> {
  const set = { ...kept, nextSweepAt: sql<Date>`now()`, updatedAt: sql<Date>`now()` };
  await statements
    .insertInto('retentionPolicies')
    .values({ tenantId, ...set })
    .onConflict((conflict) => conflict.column('tenantId').doUpdateSet(set))
    .execute();
}

/**
 * The version of the tenant's policy, as `readVersion` tells it of others; 0 when none was ever set. `isHeld`: nobody else changes it until
 * this transaction ends, not even from none.
 */
export async function readRetentionVersion({ sql: statements, tenantId }: TenantScope, isHeld: boolean): Promise<string> {
  if (isHeld)
    await sql`insert into retention_policies (tenant_id, updated_at) values (${tenantId}, 'epoch') on conflict do nothing`.execute(
      statements,
    );
  const { rows } = await sql<{ version: string }>`
    select (extract(epoch from updated_at) * 1000000)::bigint::text as version
    from retention_policies where tenant_id = ${tenantId} ${isHeld ? sql`for no key update` : sql``}`.execute(statements);
  return rows[0]?.version ?? '0';
}
