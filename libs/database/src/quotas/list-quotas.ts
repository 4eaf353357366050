import { sql } from 'kysely';

import { quotaPeriodEnd, quotaPeriodStart } from '@sylion/tenancy';

import type { TenantScope } from '../database.ts';
import { readPage, type PageOrder, type PageRequest } from '../pages/read-page.ts';
import type { QuotaName } from './set-quota.ts';

const byMetric: PageOrder = {
  direction: 'asc',
  by: [
    { column: sql.ref('q.metric'), type: 'text' },
    { column: sql.ref('q.period'), type: 'text' },
  ],
};

export type Quota = ReturnType<typeof toQuota>;

/** The quotas, each with what is used and reserved of it in the period that contains `now`. */
export async function listQuotas(scope: TenantScope, page: PageRequest, now: Date) {
  const { items, nextCursor } = await readPage(selectQuotas(scope, now), byMetric, page);
  return { items: items.map((quota) => toQuota(quota, now)), nextCursor };
}

/** Undefined when the tenant has no such quota. */
export async function findQuota(scope: TenantScope, { metric, period }: QuotaName, now: Date): Promise<Quota | undefined> {
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
    .leftJoinLateral(
      (open) =>
        open
          .selectFrom('quotaReservations as r')
          .where('r.tenantId', '=', tenantId)
          .whereRef('r.quotaId', '=', 'q.id')
          .where('r.state', '=', 'held')
          .select((eb) => [
            eb.fn.countAll<string>().as('openCount'),
            eb.fn.sum<string | null>('r.amount').as('openAmount'),
            eb.fn.min<Date | null>('r.createdAt').as('oldestAt'),
          ])
          .as('o'),
      (join) => join.onTrue(),
    )
    .where('q.tenantId', '=', tenantId)
    .select(['q.metric', 'q.period', 'q.limitAmount', 'p.used', 'p.reserved', 'p.reachedAt', 'o.openCount', 'o.openAmount', 'o.oldestAt']);

type QuotaRow = Awaited<ReturnType<ReturnType<typeof selectQuotas>['executeTakeFirstOrThrow']>>;

function toQuota(row: QuotaRow, now: Date) {
  const [limit, used, reserved] = [Number(row.limitAmount), Number(row.used ?? 0), Number(row.reserved ?? 0)];
  return {
    metric: row.metric,
    period: row.period,
    limit,
    used,
    reserved,
    remaining: Math.max(0, limit - used - reserved),
    openReservations: { count: Number(row.openCount ?? 0), amount: Number(row.openAmount ?? 0), oldestAt: row.oldestAt },
    periodStartedAt: quotaPeriodStart(row.period, now),
    resetsAt: quotaPeriodEnd(row.period, now),
    reachedAt: row.reachedAt,
    whenReached: row.metric === 'embedding_tokens' ? ('documents_wait' as const) : ('turns_are_refused' as const),
  };
}
