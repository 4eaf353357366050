import { readAuditLogs } from '@sylion/database';
import { auditEntrySchema, pageOf, platformAuditLogQuerySchema } from '@sylion/schemas';

import { definePlatformRoute } from '../../route.ts';

export const listAuditLogs = definePlatformRoute({
  method: 'get',
  path: '/v1/platform/audit-log',
  summary: 'List who did what in all tenants, latest first',
  query: platformAuditLogQuerySchema,
  status: 200,
  answer: pageOf(auditEntrySchema),
  handle: ({ query }, { database }) => database.asPlatform('read the audit logs', (scope) => readAuditLogs(scope, query)),
});
