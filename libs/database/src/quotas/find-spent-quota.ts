import { sql } from 'kysely';

import type { QuotaMetric } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';

/**
 * The first quota of a metric of which nothing is left in its current period, and notes that it was reached. For what is counted
 * afterwards instead of reserved: as long as something is left, one more piece may begin.
 */
export async function findSpentQuota(
  { sql: statements, tenantId }: TenantScope,
  metric: QuotaMetric,
): Promise<{ period: 'day' | 'month' } | undefined> {
  const { rows } = await sql<{ period: 'day' | 'month' }>`
    with spent as (
      select q.id, q.period, date_trunc(q.period, now(), 'UTC') as starts_at from quotas q
        left join quota_periods p on p.tenant_id = q.tenant_id and p.quota_id = q.id and p.starts_at = date_trunc(q.period, now(), 'UTC')
      where q.tenant_id = ${tenantId} and q.metric = ${metric} and coalesce(p.used + p.reserved, 0) >= q.limit_amount
    ), noted as (
      insert into quota_periods (tenant_id, quota_id, starts_at, reached_at)
        select ${tenantId}, s.id, s.starts_at, now() from spent s order by s.id
        on conflict (tenant_id, quota_id, starts_at) do update set reached_at = now() where quota_periods.reached_at is null
    )
    select s.period from spent s order by s.starts_at desc limit 1`.execute(statements);
  return rows[0];
}
