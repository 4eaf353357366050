import { deleteQuota as removeQuota, findQuota, listDocumentsOverQuota, writeAudit } from '@sylion/database';
import { quotaParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { nudgeIngests } from '../documents/nudge-ingests.ts';

/** Turns under way end as they would have: what they hold of the quota goes with it. */
export const deleteQuota = defineTenantRoute({
  method: 'delete',
  path: '/v1/quotas/{metric}/{period}',
  summary: 'Take a limit away, with what was counted for it; the ledger of usage stays',
  permission: { role: 'platform' },
  params: quotaParamsSchema,
  status: 204,
  transact: async ({ scope, tenantId, params, by, afterCommit }) => {
    const former = found('quota', await findQuota(scope, params, new Date()));
    await removeQuota(scope, params);
    await writeAudit(scope.sql, {
      ...by,
      tenantId,
      action: 'quota.deleted',
      subjectKind: 'tenant',
      subjectId: tenantId,
      before: { ...params, limit: former.limit },
    });
    const documentIds = await listDocumentsOverQuota(scope);
    afterCommit((services) => nudgeIngests({ tenantId, documentIds }, services));
  },
});
