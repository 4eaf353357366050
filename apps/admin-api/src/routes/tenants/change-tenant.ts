import { idParamsSchema, tenantChangeSchema, tenantSchema } from '@sylion/schemas';

import { versionOf } from '../../http/version-of.ts';
import { definePlatformRoute } from '../../route.ts';
import { updateTenant } from './update-tenant.ts';

export const changeTenant = definePlatformRoute({
  method: 'patch',
  path: '/v1/tenants/{id}',
  summary: 'Change the named fields of a tenant',
  params: idParamsSchema,
  body: tenantChangeSchema,
  status: 200,
  answer: tenantSchema,
  version: versionOf('tenants'),
  transact: ({ scope, params, body, by }) => updateTenant(scope, params.id, { change: body, action: 'tenant.changed', by }),
});
