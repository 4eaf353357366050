import { listUsageRecords as readRecords } from '@sylion/database';
import { pageOf, usageRecordSchema, usageRecordsQuerySchema } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';
import { rangeOf } from './range-of.ts';

export const listUsageRecords = defineTenantRoute({
  method: 'get',
  path: '/v1/usage/records',
  summary: 'List the rows of the usage ledger, latest first; by default of the current month',
  permission: { role: 'viewer', scope: 'usage:read' },
  query: usageRecordsQuerySchema,
  status: 200,
  answer: pageOf(usageRecordSchema),
  transact: async ({ scope, query }) => readRecords(scope, await rangeOf(scope, query), { ...query, direction: 'desc' }),
});
