import { listTenants as readTenants } from '@sylion/database';
import { listOf, tenantSchema, tenantsQuerySchema } from '@sylion/schemas';

import { definePlatformRoute } from '../../route.ts';

export const listTenants = definePlatformRoute({
  method: 'get',
  path: '/v1/tenants',
  summary: 'List the tenants by id; the next page begins after the last id',
  query: tenantsQuerySchema,
  status: 200,
  answer: listOf(tenantSchema),
  handle: async ({ query }, { database }) => ({
    items: await database.asPlatform('list the tenants', (scope) => readTenants(scope, query)),
  }),
});
