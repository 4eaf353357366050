import { sql } from 'kysely';

import { newId } from '@sylion/schemas';
import { quotaPeriodStart } from '@sylion/tenancy';

import type { TenantScope } from '../database.ts';
import type { QuotaMetric } from '../tables.ts';

/** Sets what the tenant may use of a metric in each period. */
export async function setQuota(
  { sql: statements, tenantId }: TenantScope,
  quota: { metric: QuotaMetric; period: 'day' | 'month'; limitAmount: number },
): Promise<void> {
  await statements
    .insertInto('quotas')
    .values({ tenantId, id: newId(), ...quota })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'metric', 'period']).doUpdateSet({ limitAmount: quota.limitAmount, updatedAt: sql<Date>`now()` }),
    )
    .execute();
}

/** Every quota with what is used and reserved of it in the period that contains `now`. */
export async function readQuotas({ sql: statements, tenantId }: TenantScope, now: Date) {
  const quotas = await statements
    .selectFrom('quotas')
    .where('tenantId', '=', tenantId)
    .select(['id', 'metric', 'period', 'limitAmount'])
    .orderBy('metric')
    .orderBy('period')
    .execute();
  return Promise.all(
    quotas.map(async ({ id, metric, period, limitAmount }) => {
      const startsAt = quotaPeriodStart(period, now);
      const current = await statements
        .selectFrom('quotaPeriods')
        .where('tenantId', '=', tenantId)
        .where('quotaId', '=', id)
        .where('startsAt', '=', startsAt)
        .select(['used', 'reserved'])
        .executeTakeFirst();
      return {
        metric,
        period,
        limit: Number(limitAmount),
        used: Number(current?.used ?? 0),
        reserved: Number(current?.reserved ?? 0),
        periodStartedAt: startsAt,
      };
    }),
  );
}
