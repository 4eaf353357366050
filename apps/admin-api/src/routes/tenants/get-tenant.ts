import { findTenant } from '@sylion/database';
import { idParamsSchema, tenantSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { definePlatformRoute } from '../../route.ts';

export const getTenant = definePlatformRoute({
  method: 'get',
  path: '/v1/tenants/{id}',
  summary: 'Show a tenant',
  params: idParamsSchema,
  status: 200,
  answer: tenantSchema,
  version: versionOf('tenants'),
  transact: async ({ scope, params }) => found('tenant', await findTenant(scope, params.id)),
});
