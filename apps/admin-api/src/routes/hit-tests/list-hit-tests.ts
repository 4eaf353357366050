import { findKnowledgeBase, listHitTests as readHitTests } from '@sylion/database';
import { hitTestSchema, idParamsSchema, pageOf, pageQuerySchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { toHitTestAnswer } from './to-hit-test-answer.ts';

export const listHitTests = defineTenantRoute({
  method: 'get',
  path: '/v1/knowledge-bases/{id}/hit-tests',
  summary: 'List the hit tests of a knowledge base as they were run, newest first',
  permission: { role: 'viewer', scope: 'knowledge:read' },
  params: idParamsSchema,
  query: pageQuerySchema,
  status: 200,
  answer: pageOf(hitTestSchema),
  handle: ({ tenantId, params: { id: knowledgeBaseId }, query }, { database }) =>
    database.asTenant(tenantId, async (scope) => {
      found('knowledge base', await findKnowledgeBase(scope, knowledgeBaseId));
      const { items, nextCursor } = await readHitTests(scope, { knowledgeBaseId, ...query });
      return { items: items.map(toHitTestAnswer), nextCursor };
    }),
});
