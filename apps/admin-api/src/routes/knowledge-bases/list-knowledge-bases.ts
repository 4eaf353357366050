import { listKnowledgeBases as readKnowledgeBases } from '@sylion/database';
import { knowledgeBaseSchema, pageOf, pageQuerySchema } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';
import { toKnowledgeBaseAnswer } from './to-knowledge-base-answer.ts';

export const listKnowledgeBases = defineTenantRoute({
  method: 'get',
  path: '/v1/knowledge-bases',
  summary: 'List the knowledge bases',
  permission: { role: 'viewer', scope: 'knowledge:read' },
  query: pageQuerySchema,
  status: 200,
  answer: pageOf(knowledgeBaseSchema),
  handle: async ({ tenantId, query }, { database, knowledge }) => {
    const { items, nextCursor } = await database.asTenant(tenantId, (scope) => readKnowledgeBases(scope, query));
    return { items: items.map((row) => toKnowledgeBaseAnswer(row, knowledge)), nextCursor };
  },
});
