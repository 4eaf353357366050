import { findKnowledgeBase, listHitTests as readHitTests } from '@sylion/database';
import { hitTestSchema, hitTestsQuerySchema, idParamsSchema, listOf } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { toHitTestAnswer } from './to-hit-test-answer.ts';

export const listHitTests = defineTenantRoute({
  method: 'get',
  path: '/v1/knowledge-bases/{id}/hit-tests',
  summary: 'List the hit tests of a knowledge base as they were run, newest first; the next page begins after the last id',
  permission: 'viewer',
  params: idParamsSchema,
  query: hitTestsQuerySchema,
  status: 200,
  answer: listOf(hitTestSchema),
  handle: ({ tenantId, params: { id: knowledgeBaseId }, query }, { database }) =>
    database.asTenant(tenantId, async (scope) => {
      found('knowledge base', await findKnowledgeBase(scope, knowledgeBaseId));
      return { items: (await readHitTests(scope, { knowledgeBaseId, ...query })).map(toHitTestAnswer) };
    }),
});
