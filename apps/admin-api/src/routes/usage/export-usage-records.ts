import { listUsageRecords, writeAudit, type Database, type UsageRange } from '@sylion/database';
import { usageExportQuerySchema } from '@sylion/schemas';

import { defineStreamRoute } from '../../route.ts';
import { rangeOf } from './range-of.ts';
import { csvHeader, toCsv } from './to-csv.ts';

const rowsAtOnce = 2_000;

export const exportUsageRecords = defineStreamRoute({
  path: '/v1/usage/records.csv',
  summary: 'Export the rows of the usage ledger as CSV (RFC 4180), oldest first; by default of the current month',
  permission: { role: 'viewer', scope: 'usage:read' },
  query: usageExportQuerySchema,
  stream: {
    mediaType: 'text/csv; charset=utf-8',
    fileName: 'usage-records.csv',
    open: ({ tenantId, query, by }, { database }) =>
      database.asTenant(tenantId, async (scope) => {
        const range = await rangeOf(scope, query);
        await writeAudit(scope.sql, {
          ...by,
          tenantId,
          action: 'usage.exported',
          subjectKind: 'tenant',
          subjectId: tenantId,
          after: range,
        });
        return exportRange(database, tenantId, range);
      }),
  },
});

/** A transaction per batch, none while the client reads: however slow it is, it holds nothing. */
async function* exportRange(database: Database, tenantId: string, range: UsageRange): AsyncGenerator<string> {
  yield csvHeader;
  for (let cursor: string | undefined | null; cursor !== null;) {
    const page = { limit: rowsAtOnce, direction: 'asc', ...(cursor !== undefined && { cursor }) } as const;
    const { items, nextCursor } = await database.asTenant(tenantId, (scope) => listUsageRecords(scope, range, page));
    if (items.length > 0) yield toCsv(items);
    cursor = nextCursor;
  }
}
