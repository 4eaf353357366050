import { readQuotas } from '@sylion/database';
import { listOf, quotaSchema } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';

export const listQuotas = defineTenantRoute({
  method: 'get',
  path: '/v1/quotas',
  summary: 'List the quotas and what is used of them in the current period',
  permission: 'viewer',
  status: 200,
  answer: listOf(quotaSchema),
  handle: async ({ tenantId }, { database }) => ({ items: await database.asTenant(tenantId, (scope) => readQuotas(scope, new Date())) }),
});
