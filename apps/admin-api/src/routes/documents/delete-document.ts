import { deleteDocument as endDocument, writeAudit } from '@sylion/database';
import { idParamsSchema } from '@sylion/schemas';

import { notFound } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { nudgeIngests } from './nudge-ingests.ts';

export const deleteDocument = defineTenantRoute({
  method: 'delete',
  path: '/v1/documents/{id}',
  summary: 'Delete a document; after the answer nothing of it answers a question',
  permission: { role: 'admin', scope: 'knowledge:write' },
  params: idParamsSchema,
  status: 204,
  handle: async ({ tenantId, params: { id }, by }, services) => {
    await services.database.asTenant(tenantId, async (scope) => {
      if (!(await endDocument(scope, id))) throw notFound('document');
      await writeAudit(scope.sql, { ...by, tenantId, action: 'document.deleted', subjectKind: 'knowledge_document', subjectId: id });
    });
    await nudgeIngests({ tenantId, documentIds: [id] }, services);
  },
});
