import { listAssistants as readAssistants } from '@sylion/database';
import { assistantSchema, pageOf, pageQuerySchema } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';
import { toAssistantAnswer } from './to-assistant-answer.ts';

export const listAssistants = defineTenantRoute({
  method: 'get',
  path: '/v1/assistants',
  summary: 'List the assistants',
  permission: { role: 'viewer', scope: 'assistants:read' },
  query: pageQuerySchema,
  status: 200,
  answer: pageOf(assistantSchema),
  handle: async ({ tenantId, query }, { database }) => {
    const { items, nextCursor } = await database.asTenant(tenantId, (scope) => readAssistants(scope, query));
    return { items: items.map(toAssistantAnswer), nextCursor };
  },
});
