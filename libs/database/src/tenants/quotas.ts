import { sql } from 'kysely';

import { newId } from '@sylion/schemas';
import { quotaPeriodStart, type QuotaPeriod } from '@sylion/tenancy';

import type { TenantScope } from '../database.ts';
import { readPage, type PageOrder, type PageRequest } from '../pages/read-page.ts';
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

const byMetric: PageOrder = {
  direction: 'asc',
  by: [
    { column: sql.ref('q.metric'), type: 'text' },
    { column: sql.ref('q.period'), type: 'text' },
  ],
};

/** The quotas, each with what is used and reserved of it in the period that contains `now`. */
export async function listQuotas(scope: TenantScope, page: PageRequest, now: Date) {
  const { items, nextCursor } = await readPage(selectQuotas(scope, now), byMetric, page);
  return { items: items.map((quota) => toQuota(quota, now)), nextCursor };
}

/** Undefined when the tenant has no such quota. */
export async function findQuota(scope: TenantScope, { metric, period }: { metric: QuotaMetric; period: QuotaPeriod }, now: Date) {
  const quota = await selectQuotas(scope, now).where('q.metric', '=', metric).where('q.period', '=', period).executeTakeFirst();
  return quota && toQuota(quota, now);
}

const selectQuotas = ({ sql: statements, tenantId }: TenantScope, now: Date) =>
  statements
    .selectFrom('quotas as q')
    .leftJoin('quotaPeriods as p', (join) =>
      join
        .onRef('p.tenantId', '=', 'q.tenantId')
        .onRef('p.quotaId', '=', 'q.id')
        .on(
          'p.startsAt',
          '=',
          sql<Date>`case q.period when 'day' then ${quotaPeriodStart('day', now)}::timestamptz else ${quotaPeriodStart('month', now)}::timestamptz end`,
        ),
    )
    .where('q.tenantId', '=', tenantId)
    .select(['q.metric', 'q.period', 'q.limitAmount', 'p.used', 'p.reserved']);

type QuotaRow = Awaited<ReturnType<ReturnType<typeof selectQuotas>['executeTakeFirstOrThrow']>>;

const toQuota = ({ metric, period, limitAmount, used, reserved }: QuotaRow, now: Date) => ({
  metric,
  period,
  limit: Number(limitAmount),
  used: Number(used ?? 0),
  reserved: Number(reserved ?? 0),
  periodStartedAt: quotaPeriodStart(period, now),
});
