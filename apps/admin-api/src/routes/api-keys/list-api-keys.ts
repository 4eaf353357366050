import { listApiKeys as readApiKeys } from '@sylion/database';
import { apiKeySchema, listOf } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';

export const listApiKeys = defineTenantRoute({
  method: 'get',
  path: '/v1/api-keys',
  summary: 'List the API keys, revoked ones included',
  permission: 'admin',
  status: 200,
  answer: listOf(apiKeySchema),
  handle: async ({ tenantId }, { database }) => ({ items: await database.asTenant(tenantId, readApiKeys) }),
});
