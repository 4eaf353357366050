import { endUserStandingSchema, idParamsSchema } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';
import { changeOptOut } from './change-standing.ts';

export const optInEndUser = defineTenantRoute({
  method: 'post',
  path: '/v1/end-users/{id}/opt-in',
  summary: 'Answer an end user again who asked for it elsewhere',
  permission: { role: 'agent', scope: 'end-users:write' },
  params: idParamsSchema,
  status: 200,
  answer: endUserStandingSchema,
  transact: (call) => changeOptOut(call, false),
});
