import { findQuota, listDocumentsOverQuota, setQuota as upsertQuota, writeAudit } from '@sylion/database';
import { quotaLimitSchema, quotaParamsSchema, quotaSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { nudgeIngests } from '../documents/nudge-ingests.ts';

/** The audit entry's subject is the tenant: a quota is named by its metric and period. What waited for a higher limit goes on at once. */
export const setQuota = defineTenantRoute({
  method: 'put',
  path: '/v1/quotas/{metric}/{period}',
  summary: 'Set what may be used of a metric in each period; a new quota counts from now on',
  permission: { role: 'platform' },
  params: quotaParamsSchema,
  body: quotaLimitSchema,
  status: 200,
  answer: quotaSchema,
  transact: async ({ scope, tenantId, params, body, by, afterCommit }) => {
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
    const documentIds = await listDocumentsOverQuota(scope);
    afterCommit((services) => nudgeIngests({ tenantId, documentIds }, services));
    return found('quota', await findQuota(scope, params, new Date()));
  },
});
