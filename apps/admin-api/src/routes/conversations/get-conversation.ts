import { findConversation } from '@sylion/database';
import { conversationSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';
import { toConversationAnswer } from './to-conversation-answer.ts';

export const getConversation = defineTenantRoute({
  method: 'get',
  path: '/v1/conversations/{id}',
  summary: 'Show a conversation',
  permission: { role: 'agent', scope: 'conversations:read' },
  params: idParamsSchema,
  status: 200,
  answer: conversationSchema,
  version: versionOf('conversations'),
  transact: async ({ scope, params: { id } }) => toConversationAnswer(found('conversation', await findConversation(scope, id))),
});
