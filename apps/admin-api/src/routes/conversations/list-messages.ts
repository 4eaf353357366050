import { listMessages as readMessages } from '@sylion/database';
import { idParamsSchema, listOf, messageSchema, messagesQuerySchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { cutAtWholeReplies } from './cut-at-whole-replies.ts';

/** More bubbles than any one reply has. */
const bubblesOfOneReply = 100;

export const listMessages = defineTenantRoute({
  method: 'get',
  path: '/v1/conversations/{id}/messages',
  summary: 'List the messages of a conversation in order, after a seq',
  permission: 'viewer',
  params: idParamsSchema,
  query: messagesQuerySchema,
  status: 200,
  answer: listOf(messageSchema),
  handle: async ({ tenantId, params, query: { afterSeq, limit } }, { database }) => {
    const messages = found(
      'conversation',
      await database.asTenant(tenantId, (scope) =>
        readMessages(scope, { conversationId: params.id, afterSeq, limit: limit + bubblesOfOneReply }),
      ),
    );
    return { items: cutAtWholeReplies(messages, limit) };
  },
});
