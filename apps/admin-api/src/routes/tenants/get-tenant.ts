import { findTenant } from '@sylion/database';
import { idParamsSchema, tenantSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { definePlatformRoute } from '../../route.ts';

export const getTenant = definePlatformRoute({
  method: 'get',
  path: '/v1/tenants/{id}',
  summary: 'Show a tenant',
  params: idParamsSchema,
  status: 200,
  answer: tenantSchema,
  handle: async ({ params }, { database }) => {
    return found('tenant', await database.asPlatform('show a tenant', (scope) => findTenant(scope, params.id)));
  },
});
