import { listKnowledgeBases as readKnowledgeBases } from '@sylion/database';
import { knowledgeBaseSchema, listOf } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';
import { toKnowledgeBaseAnswer } from './to-knowledge-base-answer.ts';

export const listKnowledgeBases = defineTenantRoute({
  method: 'get',
  path: '/v1/knowledge-bases',
  summary: 'List the knowledge bases',
  permission: 'viewer',
  status: 200,
  answer: listOf(knowledgeBaseSchema),
  handle: async ({ tenantId }, { database, knowledge }) => {
    const rows = await database.asTenant(tenantId, readKnowledgeBases);
    return { items: rows.map((row) => toKnowledgeBaseAnswer(row, knowledge)) };
  },
});
