import { listApiKeys as readApiKeys } from '@sylion/database';
import { apiKeySchema, pageOf, pageQuerySchema } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';

export const listApiKeys = defineTenantRoute({
  method: 'get',
  path: '/v1/api-keys',
  summary: 'List the API keys, revoked ones included',
  permission: { role: 'admin', scope: 'api-keys:read' },
  query: pageQuerySchema,
  status: 200,
  answer: pageOf(apiKeySchema),
  handle: ({ tenantId, query }, { database }) => database.asTenant(tenantId, (scope) => readApiKeys(scope, query)),
});
