import { findConversation, listTurns as readTurns } from '@sylion/database';
import { idParamsSchema, listOf, turnSchema, turnsQuerySchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';

export const listTurns = defineTenantRoute({
  method: 'get',
  path: '/v1/conversations/{id}/turns',
  summary: 'List the turns of a conversation, latest first',
  permission: 'viewer',
  params: idParamsSchema,
  query: turnsQuerySchema,
  status: 200,
  answer: listOf(turnSchema),
  handle: ({ tenantId, params: { id }, query }, { database }) =>
    database.asTenant(tenantId, async (scope) => {
      found('conversation', await findConversation(scope, id));
      return { items: await readTurns(scope, { conversationId: id, limit: query.limit }) };
    }),
});
