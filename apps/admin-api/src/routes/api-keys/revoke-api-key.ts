import { revokeApiKey as endApiKey, writeAudit } from '@sylion/database';
import { idParamsSchema } from '@sylion/schemas';

import { notFound } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';

export const revokeApiKey = defineTenantRoute({
  method: 'delete',
  path: '/v1/api-keys/{id}',
  summary: 'Revoke an API key, at once and for ever',
  permission: 'owner',
  params: idParamsSchema,
  status: 204,
  handle: ({ tenantId, params, by }, { database }) =>
    database.asTenant(tenantId, async (scope) => {
      const outcome = await endApiKey(scope, params.id);
      if (outcome === undefined) throw notFound('API key');
      if (outcome === 'revoked')
        await writeAudit(scope.sql, { ...by, tenantId, action: 'api_key.revoked', subjectKind: 'api_key', subjectId: params.id });
    }),
});
