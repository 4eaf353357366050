import { listKnowledgeBases as readKnowledgeBases } from '@sylion/database';
import { knowledgeBaseSchema, listOf } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';

export const listKnowledgeBases = defineTenantRoute({
  method: 'get',
  path: '/v1/knowledge-bases',
  summary: 'List the knowledge bases',
  permission: 'viewer',
  status: 200,
  answer: listOf(knowledgeBaseSchema),
  handle: async ({ tenantId }, { database }) => ({ items: await database.asTenant(tenantId, readKnowledgeBases) }),
});
