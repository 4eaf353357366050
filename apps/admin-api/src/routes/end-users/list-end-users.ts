import { listEndUsers as readEndUsers } from '@sylion/database';
import { endUserSchema, endUsersQuerySchema, pageOf, searchedIdentity } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';

export const listEndUsers = defineTenantRoute({
  method: 'get',
  path: '/v1/end-users',
  summary: 'List the end users, the newest first, or search them by name, phone, username or BSUID',
  permission: { role: 'agent', scope: 'end-users:read' },
  query: endUsersQuerySchema,
  status: 200,
  answer: pageOf(endUserSchema),
  handle: ({ tenantId, query: { phone, username, bsuid, ...rest } }, { database }) =>
    database.asTenant(tenantId, (scope) => readEndUsers(scope, { ...rest, identity: searchedIdentity({ phone, username, bsuid }) })),
});
