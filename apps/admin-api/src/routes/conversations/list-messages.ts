import { findConversation, listMessages as readMessages } from '@sylion/database';
import { idParamsSchema, messageSchema, messagesQuerySchema, pageOf } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';

export const listMessages = defineTenantRoute({
  method: 'get',
  path: '/v1/conversations/{id}/messages',
  summary: 'List the messages of a conversation in order, after a seq; a page never cuts a reply in two',
  permission: { role: 'agent', scope: 'conversations:read' },
  params: idParamsSchema,
  query: messagesQuerySchema,
  status: 200,
  answer: pageOf(messageSchema),
  handle: ({ tenantId, params, query }, { database }) =>
    database.asTenant(tenantId, async (scope) => {
      found('conversation', await findConversation(scope, params.id));
      return readMessages(scope, { conversationId: params.id, ...query });
    }),
});
