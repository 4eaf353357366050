import { deleteDocument as endDocument, writeAudit } from '@sylion/database';
import { idParamsSchema } from '@sylion/schemas';

import { notFound } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';
import { nudgeIngests } from './nudge-ingests.ts';

export const deleteDocument = defineTenantRoute({
  method: 'delete',
  path: '/v1/documents/{id}',
  summary: 'Delete a document; after the answer nothing of it answers a question',
  permission: { role: 'admin', scope: 'knowledge:write' },
  params: idParamsSchema,
  status: 204,
  version: versionOf('knowledgeDocuments'),
  transact: async ({ scope, tenantId, params: { id }, by, afterCommit }) => {
    if (!(await endDocument(scope, id))) throw notFound('document');
    await writeAudit(scope.sql, { ...by, tenantId, action: 'document.deleted', subjectKind: 'knowledge_document', subjectId: id });
    afterCommit((services) => nudgeIngests({ tenantId, documentIds: [id] }, services));
  },
});
