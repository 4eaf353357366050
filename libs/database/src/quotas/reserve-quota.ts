import { sql } from 'kysely';

import type { QuotaMetric } from '@sylion/schemas';
import { quotaPeriodStart, type QuotaPeriod } from '@sylion/tenancy';

import type { TenantScope } from '../database.ts';

/** What turns reserve. What a question's embedding costs is little, and counted afterwards. */
type ReservedMetric = Extract<QuotaMetric, 'replies' | 'model_tokens'>;
export type ReservedAmounts = Readonly<Record<ReservedMetric, number>>;

export interface KnownQuota {
  readonly id: string;
  readonly metric: QuotaMetric;
  readonly period: QuotaPeriod;
}

/** An amount of one quota in the period that began at `startsAt`. */
export interface WantedQuota {
  readonly quotaId: string;
  readonly startsAt: Date;
  readonly amount: number;
}

export type QuotaAnswer =
  { readonly isReserved: true } | { readonly isReserved: false; readonly metric: QuotaMetric; readonly periodStartedAt: Date };

/** What `amounts` are of each of a tenant's quotas of what turns reserve, in the period that contains `now`. */
export const wantOf = (quotas: readonly KnownQuota[], now: Date, amounts: ReservedAmounts): WantedQuota[] =>
  quotas.flatMap(({ id, metric, period }) =>
    metric === 'embedding_tokens' ? [] : { quotaId: id, startsAt: quotaPeriodStart(period, now), amount: amounts[metric] },
  );

/** Reserves `amounts` for a turn against every quota of what turns reserve, or nothing at all: at limit − 1 exactly one of many gets through. */
export async function reserveQuota(
  { sql: statements, tenantId }: TenantScope,
  { turnId, now, amounts }: { turnId: string; now: Date; amounts: ReservedAmounts },
): Promise<QuotaAnswer> {
  const quotas = await statements.selectFrom('quotas').where('tenantId', '=', tenantId).select(['id', 'metric', 'period']).execute();
  const wanted = wantOf(quotas, now, amounts);
  if (wanted.length === 0) return { isReserved: true };
  const { rows } = await sql<{ spentQuotaId: string | null }>`
    select reserve_quota(${tenantId}, ${turnId}, ${JSON.stringify(wanted)}) as spent_quota_id`.execute(statements);
  const spent = quotas.find(({ id }) => id === rows[0]?.spentQuotaId);
  return spent ? { isReserved: false, metric: spent.metric, periodStartedAt: quotaPeriodStart(spent.period, now) } : { isReserved: true };
}
