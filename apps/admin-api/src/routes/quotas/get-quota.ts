import { findQuota } from '@sylion/database';
import { quotaParamsSchema, quotaSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';

export const getQuota = defineTenantRoute({
  method: 'get',
  path: '/v1/quotas/{metric}/{period}',
  summary: 'Read a quota: its limit, what is used and reserved of it, and when it begins anew',
  permission: { role: 'viewer', scope: 'quotas:read' },
  params: quotaParamsSchema,
  status: 200,
  answer: quotaSchema,
  transact: async ({ scope, params }) => found('quota', await findQuota(scope, params, new Date())),
});
