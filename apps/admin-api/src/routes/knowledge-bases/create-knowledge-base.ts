import { createKnowledgeBase as insertKnowledgeBase, writeAudit } from '@sylion/database';
import { knowledgeBaseSchema, newId, newKnowledgeBaseSchema } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';

export const createKnowledgeBase = defineTenantRoute({
  method: 'post',
  path: '/v1/knowledge-bases',
  summary: 'Create a knowledge base',
  permission: 'admin',
  body: newKnowledgeBaseSchema,
  status: 201,
  answer: knowledgeBaseSchema,
  handle: ({ tenantId, body, by }, { database }) =>
    database.asTenant(tenantId, async (scope) => {
      const knowledgeBase = await insertKnowledgeBase(scope, { id: newId(), ...body });
      await writeAudit(scope.sql, {
        ...by,
        tenantId,
        action: 'knowledge_base.created',
        subjectKind: 'knowledge_base',
        subjectId: knowledgeBase.id,
        after: body,
      });
      return knowledgeBase;
    }),
});
