import { readAuditLog } from '@sylion/database';
import { auditEntrySchema, auditLogQuerySchema, pageOf } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';

export const listAuditLog = defineTenantRoute({
  method: 'get',
  path: '/v1/audit-log',
  summary: 'List who did what in the tenant, latest first',
  permission: { role: 'admin', scope: 'audit-log:read' },
  query: auditLogQuerySchema,
  status: 200,
  answer: pageOf(auditEntrySchema),
  handle: ({ tenantId, query }, { database }) => database.asTenant(tenantId, (scope) => readAuditLog(scope, query)),
});
