import { findConversation, listTurns as readTurns } from '@sylion/database';
import { idParamsSchema, pageOf, pageQuerySchema, turnSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';

export const listTurns = defineTenantRoute({
  method: 'get',
  path: '/v1/conversations/{id}/turns',
  summary: 'List the turns of a conversation, latest first',
  permission: { role: 'agent', scope: 'conversations:read' },
  params: idParamsSchema,
  query: pageQuerySchema,
  status: 200,
  answer: pageOf(turnSchema),
  handle: ({ tenantId, params: { id }, query }, { database }) =>
    database.asTenant(tenantId, async (scope) => {
      found('conversation', await findConversation(scope, id));
      return readTurns(scope, { conversationId: id, ...query });
    }),
});
