import { findQuota, setQuota as upsertQuota, writeAudit } from '@sylion/database';
import { quotaLimitSchema, quotaParamsSchema, quotaSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';

/** The audit entry's subject is the tenant: a quota is named by its metric and period. */
export const setQuota = defineTenantRoute({
  method: 'put',
  path: '/v1/quotas/{metric}/{period}',
  summary: 'Set what may be used of a metric in each period',
  permission: { role: 'platform' },
  params: quotaParamsSchema,
  body: quotaLimitSchema,
  status: 200,
  answer: quotaSchema,
  transact: async ({ scope, tenantId, params, body, by }) => {
    const former = await findQuota(scope, params, new Date());
    await upsertQuota(scope, { ...params, limitAmount: body.limit });
    await writeAudit(scope.sql, {
      ...by,
      tenantId,
      action: 'quota.set',
      subjectKind: 'tenant',
      subjectId: tenantId,
      before: former && { ...params, limit: former.limit },
      after: { ...params, ...body },
    });
    return found('quota', await findQuota(scope, params, new Date()));
  },
});
