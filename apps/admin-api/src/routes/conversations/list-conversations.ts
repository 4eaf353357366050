import { listConversations as readConversations } from '@sylion/database';
import { conversationSchema, conversationsQuerySchema, pageOf } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';

export const listConversations = defineTenantRoute({
  method: 'get',
  path: '/v1/conversations',
  summary: 'List the conversations, latest first',
  permission: { role: 'agent', scope: 'conversations:read' },
  query: conversationsQuerySchema,
  status: 200,
  answer: pageOf(conversationSchema),
  handle: ({ tenantId, query }, { database }) => database.asTenant(tenantId, (scope) => readConversations(scope, query)),
});
