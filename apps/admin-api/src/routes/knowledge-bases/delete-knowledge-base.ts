import { deleteKnowledgeBase as endKnowledgeBase, writeAudit } from '@sylion/database';
import { idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { nudgeIngests } from '../documents/nudge-ingests.ts';

export const deleteKnowledgeBase = defineTenantRoute({
  method: 'delete',
  path: '/v1/knowledge-bases/{id}',
  summary: 'Delete a knowledge base and its documents; after the answer nothing of it answers a question, and no assistant has it',
  permission: { role: 'admin', scope: 'knowledge:write' },
  params: idParamsSchema,
  status: 204,
  handle: async ({ tenantId, params: { id }, by }, services) => {
    const documentIds = await services.database.asTenant(tenantId, async (scope) => {
      const documents = found('knowledge base', await endKnowledgeBase(scope, id));
      await writeAudit(scope.sql, { ...by, tenantId, action: 'knowledge_base.deleted', subjectKind: 'knowledge_base', subjectId: id });
      return documents;
    });
    await nudgeIngests({ tenantId, documentIds }, services);
  },
});
