import { findKnowledgeBase } from '@sylion/database';
import { idParamsSchema, knowledgeBaseSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { toKnowledgeBaseAnswer } from './to-knowledge-base-answer.ts';

export const getKnowledgeBase = defineTenantRoute({
  method: 'get',
  path: '/v1/knowledge-bases/{id}',
  summary: 'Show a knowledge base, how many documents it has in each state, and how far a change of its model is',
  permission: { role: 'viewer', scope: 'knowledge:read' },
  params: idParamsSchema,
  status: 200,
  answer: knowledgeBaseSchema,
  handle: async ({ tenantId, params }, { database, knowledge }) => {
    const row = await database.asTenant(tenantId, (scope) => findKnowledgeBase(scope, params.id));
    return toKnowledgeBaseAnswer(found('knowledge base', row), knowledge);
  },
});
