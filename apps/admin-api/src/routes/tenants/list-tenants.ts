import { listTenants as readTenants } from '@sylion/database';
import { pageOf, pageQuerySchema, tenantSchema } from '@sylion/schemas';

import { definePlatformRoute } from '../../route.ts';

export const listTenants = definePlatformRoute({
  method: 'get',
  path: '/v1/tenants',
  summary: 'List the tenants, oldest first',
  query: pageQuerySchema,
  status: 200,
  answer: pageOf(tenantSchema),
  handle: ({ query }, { database }) => database.asPlatform('list the tenants', (scope) => readTenants(scope, query)),
});
