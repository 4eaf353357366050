import { sql } from 'kysely';

import type { QuotaMetric, UsageMetric } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import type { UsageRecord } from '../usage/record-usage.ts';

/** Which quotas a use counts for. Messages and managed searches have none. */
const quotaOf: Partial<Record<UsageMetric, QuotaMetric>> = {
  replies: 'replies',
  model_prompt_tokens: 'model_tokens',
  model_output_tokens: 'model_tokens',
  embedding_tokens: 'embedding_tokens',
};

/** How much of a quota's metric some records are. */
export const amountFor = (metric: QuotaMetric, records: readonly UsageRecord[]): number =>
  records.reduce((total, record) => total + (quotaOf[record.metric] === metric ? record.amount : 0), 0);

/**
 * Counts what was used without a reservation for the quotas of the current period. The periods are locked in the same order everywhere;
 * they are everybody's, so this is the last thing that a transaction does.
 */
export async function chargeQuotas(
  { sql: statements, tenantId }: TenantScope,
  metrics: readonly QuotaMetric[],
  records: readonly UsageRecord[],
): Promise<void> {
  for (const metric of metrics) {
    const amount = amountFor(metric, records);
    if (amount === 0) continue;
    await sql`
      insert into quota_periods (tenant_id, quota_id, starts_at, used)
        select q.tenant_id, q.id, date_trunc(q.period, now(), 'UTC'), ${amount}::bigint from quotas q
        where q.tenant_id = ${tenantId} and q.metric = ${metric} order by q.id
      on conflict (tenant_id, quota_id, starts_at) do update set used = quota_periods.used + excluded.used`.execute(statements);
  }
}
