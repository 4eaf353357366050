import { sql } from 'kysely';

import type { QuotaMetric } from '@sylion/schemas';
import { quotaPeriodStart } from '@sylion/tenancy';

import type { TenantScope } from '../database.ts';

/** What turns reserve. What a question's embedding costs is little, and counted afterwards. */
const reservedMetrics = ['replies', 'model_tokens'] as const satisfies readonly QuotaMetric[];
type ReservedMetric = (typeof reservedMetrics)[number];

export type QuotaAnswer =
  { readonly isReserved: true } | { readonly isReserved: false; readonly metric: QuotaMetric; readonly periodStartedAt: Date };

/**
 * Reserves `amounts` for a turn against every quota of what turns reserve, or nothing at all. The period rows are locked in one order, so
 * parallel turns queue up here and the limit is exact: at limit − 1 exactly one of them gets through.
 */
export async function reserveQuota(
  { sql: statements, tenantId }: TenantScope,
  reservation: { turnId: string; now: Date; amounts: Record<ReservedMetric, number> },
): Promise<QuotaAnswer> {
  const quotas = await statements
    .selectFrom('quotas')
    .where('tenantId', '=', tenantId)
    .where('metric', 'in', reservedMetrics)
    .select(['id', 'metric', 'period', 'limitAmount'])
    .$narrowType<{ metric: ReservedMetric }>()
    .orderBy('id')
    .execute();
  if (quotas.length === 0) return { isReserved: true };
  const wanted = quotas.map((quota) => ({
    ...quota,
    startsAt: quotaPeriodStart(quota.period, reservation.now),
    amount: reservation.amounts[quota.metric],
  }));
  await statements
    .insertInto('quotaPeriods')
    .values(wanted.map(({ id, startsAt }) => ({ tenantId, quotaId: id, startsAt })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  for (const want of wanted) {
    const period = await statements
      .selectFrom('quotaPeriods')
      .where('tenantId', '=', tenantId)
      .where('quotaId', '=', want.id)
      .where('startsAt', '=', want.startsAt)
      .select(['used', 'reserved'])
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
    if (BigInt(period.used) + BigInt(period.reserved) + BigInt(want.amount) > BigInt(want.limitAmount)) {
      await statements
        .updateTable('quotaPeriods')
        .set({ reachedAt: sql<Date>`now()` })
        .where('tenantId', '=', tenantId)
        .where('quotaId', '=', want.id)
        .where('startsAt', '=', want.startsAt)
        .where('reachedAt', 'is', null)
        .execute();
      return { isReserved: false, metric: want.metric, periodStartedAt: want.startsAt };
    }
  }
  for (const want of wanted) {
    await statements
      .updateTable('quotaPeriods')
      .set({ reserved: sql<string>`reserved + ${want.amount}` })
      .where('tenantId', '=', tenantId)
      .where('quotaId', '=', want.id)
      .where('startsAt', '=', want.startsAt)
      .execute();
  }
  await statements
    .insertInto('quotaReservations')
    .values(
      wanted.map((want) => ({
        tenantId,
        turnId: reservation.turnId,
        quotaId: want.id,
        startsAt: want.startsAt,
        amount: want.amount,
        settledAmount: null,
      })),
    )
    .execute();
  return { isReserved: true };
}
