import { countConversations as readCounts } from '@sylion/database';
import { conversationCountsSchema } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';

export const countConversations = defineTenantRoute({
  method: 'get',
  path: '/v1/conversations/counts',
  summary: 'Count the conversations that are open and those that wait for an answer, up to 1,000 of each',
  permission: { role: 'agent', scope: 'conversations:read' },
  status: 200,
  answer: conversationCountsSchema,
  handle: ({ tenantId }, { database }) => database.asTenant(tenantId, readCounts),
});
