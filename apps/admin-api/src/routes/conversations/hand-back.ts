import { changeSpeaker, findConversation } from '@sylion/database';
import { conversationSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { toConversationAnswer } from './to-conversation-answer.ts';

export const handBack = defineTenantRoute({
  method: 'post',
  path: '/v1/conversations/{id}/hand-back',
  summary: 'Let the assistant answer again, from the next message on',
  permission: { role: 'agent', scope: 'conversations:write' },
  params: idParamsSchema,
  status: 200,
  answer: conversationSchema,
  transact: async ({ scope, params: { id }, by }) => {
    found('conversation', await changeSpeaker(scope, { conversationId: id, handledBy: 'assistant', reason: 'handed_back', ...by }));
    return toConversationAnswer(found('conversation', await findConversation(scope, id)));
  },
});
