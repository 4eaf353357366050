import { listAssistants as readAssistants } from '@sylion/database';
import { assistantSchema, listOf } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';

export const listAssistants = defineTenantRoute({
  method: 'get',
  path: '/v1/assistants',
  summary: 'List the assistants',
  permission: 'viewer',
  status: 200,
  answer: listOf(assistantSchema),
  handle: async ({ tenantId }, { database }) => ({ items: await database.asTenant(tenantId, readAssistants) }),
});
