import { deleteKnowledgeBase as endKnowledgeBase, writeAudit } from '@sylion/database';
import { idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { nudgeIngests } from '../documents/nudge-ingests.ts';
import { versionOfKnowledgeBase } from './version-of-knowledge-base.ts';

export const deleteKnowledgeBase = defineTenantRoute({
  method: 'delete',
  path: '/v1/knowledge-bases/{id}',
  summary: 'Delete a knowledge base and its documents; after the answer nothing of it answers a question, and no assistant has it',
  permission: { role: 'admin', scope: 'knowledge:write' },
  params: idParamsSchema,
  status: 204,
  version: versionOfKnowledgeBase,
  transact: async ({ scope, tenantId, params: { id }, by, afterCommit }) => {
    const documentIds = found('knowledge base', await endKnowledgeBase(scope, id));
    await writeAudit(scope.sql, { ...by, tenantId, action: 'knowledge_base.deleted', subjectKind: 'knowledge_base', subjectId: id });
    afterCommit((services) => nudgeIngests({ tenantId, documentIds }, services));
  },
});
