import { idParamsSchema, tenantSchema } from '@sylion/schemas';

import { definePlatformRoute } from '../../route.ts';
import { updateTenant } from './update-tenant.ts';

/** What waited to be sent is found by the gateway's sweeper. */
export const resumeTenant = definePlatformRoute({
  method: 'post',
  path: '/v1/tenants/{id}/resume',
  summary: 'Let a suspended tenant go on, from the next message on',
  params: idParamsSchema,
  status: 200,
  answer: tenantSchema,
  transact: ({ scope, params, by }) => updateTenant(scope, params.id, { change: { status: 'active' }, action: 'tenant.resumed', by }),
});
