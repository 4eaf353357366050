import { endUserStandingSchema, idParamsSchema } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';
import { changeBlock } from './change-standing.ts';

export const unblockEndUser = defineTenantRoute({
  method: 'post',
  path: '/v1/end-users/{id}/unblock',
  summary: 'Let a blocked end user in again',
  permission: { role: 'agent', scope: 'end-users:write' },
  params: idParamsSchema,
  status: 200,
  answer: endUserStandingSchema,
  transact: (call) => changeBlock(call, false),
});
