import { listQuotas as readQuotas } from '@sylion/database';
import { pageOf, pageQuerySchema, quotaSchema } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';

export const listQuotas = defineTenantRoute({
  method: 'get',
  path: '/v1/quotas',
  summary: 'List the quotas and what is used of them in the current period',
  permission: { role: 'viewer', scope: 'quotas:read' },
  query: pageQuerySchema,
  status: 200,
  answer: pageOf(quotaSchema),
  handle: ({ tenantId, query }, { database }) => database.asTenant(tenantId, (scope) => readQuotas(scope, query, new Date())),
});
