import { sql } from 'kysely';

import type { UsageMetric } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';

/** What of the ledger is meant: from `from` (included) to `to` (excluded), narrowed to what is named. */
export interface UsageRange {
  readonly from: Date;
  readonly to: Date;
  readonly metric?: UsageMetric | undefined;
  readonly assistantId?: string | undefined;
  readonly channelId?: string | undefined;
  readonly model?: string | undefined;
}

/** When the month that contains `at` began in a time zone. */
export async function startOfMonth({ sql: statements }: TenantScope, at: Date, timeZone: string): Promise<Date> {
  const { rows } = await sql<{ start: Date }>`select date_trunc('month', ${at}::timestamptz, ${timeZone}) as start`.execute(statements);
  return rows[0]?.start ?? at;
}

/** The filters of a range as conditions; the columns have the same names wherever use is kept. */
export const matchesUsage = ({ metric, assistantId, channelId, model }: UsageRange) =>
  sql.join(
    [
      ...(metric === undefined ? [] : [sql`and metric = ${metric}`]),
      ...(assistantId === undefined ? [] : [sql`and assistant_id = ${assistantId}::uuid`]),
      ...(channelId === undefined ? [] : [sql`and channel_id = ${channelId}::uuid`]),
      ...(model === undefined ? [] : [sql`and model = ${model}`]),
    ],
    sql` `,
  );
