import { listErasures as readErasures } from '@sylion/database';
import { erasureSchema, pageOf, pageQuerySchema } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';
import { toErasureAnswer } from './to-erasure-answer.ts';

export const listErasures = defineTenantRoute({
  method: 'get',
  path: '/v1/erasures',
  summary: 'List the erasures, the newest first',
  permission: { role: 'agent', scope: 'end-users:read' },
  query: pageQuerySchema,
  status: 200,
  answer: pageOf(erasureSchema),
  transact: async ({ scope, query }) => {
    const { items, nextCursor } = await readErasures(scope, query);
    return { items: items.map(toErasureAnswer), nextCursor };
  },
});
