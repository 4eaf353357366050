import { listTurns as readTurns } from '@sylion/database';
import { pageOf, turnSchema, turnsQuerySchema } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';

export const listTurns = defineTenantRoute({
  method: 'get',
  path: '/v1/turns',
  summary: 'List the turns, latest first: all, or by outcome, assistant, channel and time',
  permission: { role: 'agent', scope: 'conversations:read' },
  query: turnsQuerySchema,
  status: 200,
  answer: pageOf(turnSchema),
  transact: ({ scope, query: { from, to, ...query } }) =>
    readTurns(scope, { ...query, ...(from !== undefined && { from: new Date(from) }), ...(to !== undefined && { to: new Date(to) }) }),
});
