import { sql, type RawBuilder } from 'kysely';

import type { UsageDimension, UsageMetric } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import { matchesUsage, type UsageRange } from './usage-range.ts';

export interface UsageSum {
  readonly metric: UsageMetric;
  readonly amount: number;
  /** The date in the time zone, when asked for by day. */
  readonly day?: string;
  readonly assistantId?: string | null;
  readonly channelId?: string | null;
  readonly model?: string | null;
}

interface Grouping {
  readonly timeZone: string;
  readonly groupBy: readonly UsageDimension[];
  /** At most this many sums. */
  readonly limit: number;
}

const quarterMs = 15 * 60_000;

/**
 * What was used, summed up per metric and per whatever it is to be told apart by. Whole quarters of an hour come out of the sums that are
 * kept, and what a range has of a quarter at its ends out of the ledger itself: the sum is exact for any range.
 */
export async function sumUsage({ sql: statements, tenantId }: TenantScope, range: UsageRange, { timeZone, groupBy, limit }: Grouping) {
  const wholeFrom = new Date(Math.min(Math.ceil(range.from.getTime() / quarterMs) * quarterMs, range.to.getTime()));
  const wholeTo = new Date(Math.max(Math.floor(range.to.getTime() / quarterMs) * quarterMs, wholeFrom.getTime()));
  const dimensions = [...groupBy.map((dimension) => columns(timeZone)[dimension]), sql`metric`];
  const ledgerBetween = (from: Date, to: Date) => sql`
    select occurred_at as at, metric, assistant_id, channel_id, model, amount from usage_records
    where tenant_id = ${tenantId} and occurred_at >= ${from} and occurred_at < ${to} ${matchesUsage(range)}`;
  const { rows } = await sql<Omit<UsageSum, 'amount'> & { readonly amount: string }>`
    with used as (
      select starts_at as at, metric, nullif(assistant_id, ${nil}::uuid) as assistant_id, nullif(channel_id, ${nil}::uuid) as channel_id,
        nullif(model, '') as model, amount
      from usage_totals where tenant_id = ${tenantId} and starts_at >= ${wholeFrom} and starts_at < ${wholeTo} ${matchesUsage(range)}
      union all ${ledgerBetween(range.from, wholeFrom)}
      union all ${ledgerBetween(wholeTo, range.to)}
    )
    select ${sql.join(dimensions)}, sum(amount) as amount from used
    group by ${sql.join(dimensions.map((_, index) => sql.lit(index + 1)))} order by ${sql.join(dimensions.map((_, index) => sql.lit(index + 1)))}
    limit ${limit}`.execute(statements);
  return rows.map(({ amount, ...group }): UsageSum => ({ ...group, amount: Number(amount) }));
}

const nil = '00000000-0000-0000-0000-000000000000';

const columns = (timeZone: string): Record<UsageDimension, RawBuilder<unknown>> => ({
  day: sql`to_char(at at time zone ${timeZone}, 'YYYY-MM-DD') as day`,
  assistant: sql`assistant_id`,
  channel: sql`channel_id`,
  model: sql`model`,
});
