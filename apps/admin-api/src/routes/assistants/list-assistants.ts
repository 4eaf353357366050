import { listAssistants as readAssistants } from '@sylion/database';
import { assistantSchema, listOf } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';
import { toAssistantAnswer } from './to-assistant-answer.ts';

export const listAssistants = defineTenantRoute({
  method: 'get',
  path: '/v1/assistants',
  summary: 'List the assistants',
  permission: 'viewer',
  status: 200,
  answer: listOf(assistantSchema),
  handle: async ({ tenantId }, { database }) => {
    const assistants = await database.asTenant(tenantId, readAssistants);
    return { items: assistants.map(toAssistantAnswer) };
  },
});
