import { findEndUser } from '@sylion/database';
import { endUserDetailsSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';

export const getEndUser = defineTenantRoute({
  method: 'get',
  path: '/v1/end-users/{id}',
  summary: 'Show an end user with their identities and conversations',
  permission: { role: 'agent', scope: 'end-users:read' },
  params: idParamsSchema,
  status: 200,
  answer: endUserDetailsSchema,
  version: versionOf('endUsers'),
  transact: async ({ scope, params: { id } }) => found('end user', await findEndUser(scope, id)),
});
