import { createKnowledgeBase as insertKnowledgeBase, findKnowledgeBase, writeAudit } from '@sylion/database';
import { knowledgeBaseSchema, newId, newKnowledgeBaseSchema } from '@sylion/schemas';

import { conflict, found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { toKnowledgeBaseAnswer } from './to-knowledge-base-answer.ts';

export const createKnowledgeBase = defineTenantRoute({
  method: 'post',
  path: '/v1/knowledge-bases',
  summary: 'Create a knowledge base',
  permission: { role: 'admin', scope: 'knowledge:write' },
  body: newKnowledgeBaseSchema,
  status: 201,
  answer: knowledgeBaseSchema,
  conflicts: ['managed_search_not_configured'],
  transact: async ({ scope, tenantId, body, by }, { managed, knowledge }) => {
    if (body.mode === 'vertex_search' && !managed)
      throw conflict('managed_search_not_configured', 'the platform has no data store of Vertex AI Search');
    const { embeddingModel = knowledge.embeddingModel, embeddingDimension = knowledge.embeddingDimension, ...fields } = body;
    const id = newId();
    await insertKnowledgeBase(scope, { id, ...fields, embeddingModel, embeddingDimension });
    await writeAudit(scope.sql, {
      ...by,
      tenantId,
      action: 'knowledge_base.created',
      subjectKind: 'knowledge_base',
      subjectId: id,
      after: { ...fields, embeddingModel, embeddingDimension },
    });
    return toKnowledgeBaseAnswer(found('knowledge base', await findKnowledgeBase(scope, id)), knowledge);
  },
});
