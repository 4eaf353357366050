import { endUserStandingSchema, idParamsSchema } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';
import { changeBlock } from './change-standing.ts';

export const blockEndUser = defineTenantRoute({
  method: 'post',
  path: '/v1/end-users/{id}/block',
  summary: 'Block an end user: what they write is skipped, and nobody can write to them',
  permission: { role: 'agent', scope: 'end-users:write' },
  params: idParamsSchema,
  status: 200,
  answer: endUserStandingSchema,
  transact: (call) => changeBlock(call, true),
});
