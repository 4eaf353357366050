import { findKnowledgeBase } from '@sylion/database';
import { idParamsSchema, knowledgeBaseSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { toKnowledgeBaseAnswer } from './to-knowledge-base-answer.ts';
import { versionOfKnowledgeBase } from './version-of-knowledge-base.ts';

export const getKnowledgeBase = defineTenantRoute({
  method: 'get',
  path: '/v1/knowledge-bases/{id}',
  summary: 'Show a knowledge base, how many documents it has in each state, and how far a change of its model is',
  permission: { role: 'viewer', scope: 'knowledge:read' },
  params: idParamsSchema,
  status: 200,
  answer: knowledgeBaseSchema,
  version: versionOfKnowledgeBase,
  transact: async ({ scope, params }, { knowledge }) =>
    toKnowledgeBaseAnswer(found('knowledge base', await findKnowledgeBase(scope, params.id)), knowledge),
});
