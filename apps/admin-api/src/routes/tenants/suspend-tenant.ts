import { idParamsSchema, tenantSchema } from '@sylion/schemas';

import { definePlatformRoute } from '../../route.ts';
import { updateTenant } from './update-tenant.ts';

/** Suspending again changes nothing. */
export const suspendTenant = definePlatformRoute({
  method: 'post',
  path: '/v1/tenants/{id}/suspend',
  summary: 'Stop a tenant: nobody of it gets in, what it receives is kept and not answered, what it would send waits',
  params: idParamsSchema,
  status: 200,
  answer: tenantSchema,
  transact: ({ scope, params, by }) => updateTenant(scope, params.id, { change: { status: 'suspended' }, action: 'tenant.suspended', by }),
});
