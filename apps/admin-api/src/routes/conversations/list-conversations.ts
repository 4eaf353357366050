import { listConversations as readConversations } from '@sylion/database';
import { conversationSchema, conversationsQuerySchema, pageOf, searchedIdentity } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';
import { toConversationAnswer } from './to-conversation-answer.ts';

export const listConversations = defineTenantRoute({
  method: 'get',
  path: '/v1/conversations',
  summary: 'List the conversations, latest first, or search them by their end user',
  permission: { role: 'agent', scope: 'conversations:read' },
  query: conversationsQuerySchema,
  status: 200,
  answer: pageOf(conversationSchema),
  handle: async ({ tenantId, query: { phone, username, bsuid, state, ...rest } }, { database }) => {
    const identity = searchedIdentity({ phone, username, bsuid });
    const isClosed = state === undefined ? undefined : state === 'closed';
    const { items, nextCursor } = await database.asTenant(tenantId, (scope) => readConversations(scope, { ...rest, identity, isClosed }));
    return { items: items.map(toConversationAnswer), nextCursor };
  },
});
