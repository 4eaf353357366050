import { findKnowledgeBase, listDocuments as readDocuments } from '@sylion/database';
import { documentSchema, documentsQuerySchema, idParamsSchema, pageOf } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { toDocumentAnswer } from './to-document-answer.ts';

export const listDocuments = defineTenantRoute({
  method: 'get',
  path: '/v1/knowledge-bases/{id}/documents',
  summary: 'List the documents of a knowledge base, oldest first',
  permission: { role: 'viewer', scope: 'knowledge:read' },
  params: idParamsSchema,
  query: documentsQuerySchema,
  status: 200,
  answer: pageOf(documentSchema),
  handle: ({ tenantId, params: { id: knowledgeBaseId }, query }, { database }) =>
    database.asTenant(tenantId, async (scope) => {
      found('knowledge base', await findKnowledgeBase(scope, knowledgeBaseId));
      const { items, nextCursor } = await readDocuments(scope, { knowledgeBaseId, ...query });
      return { items: items.map(toDocumentAnswer), nextCursor };
    }),
});
