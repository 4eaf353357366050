import { closeConversation as closeUntilNextMessage, findConversation } from '@sylion/database';
import { closingSchema, conversationSchema, idParamsSchema } from '@sylion/schemas';

import { found, notFound } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { toConversationAnswer } from './to-conversation-answer.ts';

export const closeConversation = defineTenantRoute({
  method: 'post',
  path: '/v1/conversations/{id}/close',
  summary: 'Be done with a conversation until its end user writes again; the assistant answers then',
  permission: { role: 'agent', scope: 'conversations:write' },
  params: idParamsSchema,
  body: closingSchema,
  status: 200,
  answer: conversationSchema,
  transact: async ({ scope, params: { id }, body: { note }, by }) => {
    if (!(await closeUntilNextMessage(scope, { conversationId: id, note, ...by }))) throw notFound('conversation');
    return toConversationAnswer(found('conversation', await findConversation(scope, id)));
  },
});
