import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { readPage, type Page, type PageOrder, type PageRequest } from '../pages/read-page.ts';
import { matchesUsage, type UsageRange } from './usage-range.ts';

const byTime = (direction: PageOrder['direction']): PageOrder => ({
  direction,
  by: [
    { column: sql.ref('occurredAt'), type: 'time' },
    { column: sql.ref('id'), type: 'uuid' },
  ],
});

export type UsageRecordRow = Awaited<ReturnType<typeof listUsageRecords>>['items'][number];

/** The rows of the ledger in a range, one page of them: latest first, or in the order in which they were written. */
export async function listUsageRecords(
  { sql: statements, tenantId }: TenantScope,
  range: UsageRange,
  page: PageRequest & { direction: PageOrder['direction'] },
) {
  const query = statements
    .selectFrom('usageRecords')
    .where('tenantId', '=', tenantId)
    .where('occurredAt', '>=', range.from)
    .where('occurredAt', '<', range.to)
    .where(sql<boolean>`true ${matchesUsage(range)}`)
    .select([
      'id',
      'occurredAt',
      'metric',
      'amount',
      'isEstimated',
      'assistantId',
      'channelId',
      'model',
      'turnId',
      'messageId',
      'documentId',
    ]);
  const { items, nextCursor } = await readPage(query, byTime(page.direction), page);
  return { items: items.map((record) => ({ ...record, amount: Number(record.amount) })), nextCursor } satisfies Page<object>;
}
