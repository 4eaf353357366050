import { findApiKey } from '@sylion/database';
import { apiKeySchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { versionOfApiKey } from './version-of-api-key.ts';

export const getApiKey = defineTenantRoute({
  method: 'get',
  path: '/v1/api-keys/{id}',
  summary: 'Show an API key, without its secret',
  permission: { role: 'admin', scope: 'api-keys:read' },
  params: idParamsSchema,
  status: 200,
  answer: apiKeySchema,
  version: versionOfApiKey,
  transact: async ({ scope, params }) => found('API key', await findApiKey(scope, params.id)),
});
