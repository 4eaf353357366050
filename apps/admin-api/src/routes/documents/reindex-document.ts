import { findDocument, lockDocument, requeueDocument, writeAudit } from '@sylion/database';
import { documentSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { nudgeIngests } from './nudge-ingests.ts';
import { discardObject } from './store-upload.ts';
import { toDocumentAnswer } from './to-document-answer.ts';

/** The copy of what was not uploaded is given up, so that it is fetched again from where it came. */
export const reindexDocument = defineTenantRoute({
  method: 'post',
  path: '/v1/documents/{id}/reindex',
  summary: 'Ingest a document anew, with the settings of now; web pages and linked objects are fetched again',
  permission: { role: 'admin', scope: 'knowledge:write' },
  params: idParamsSchema,
  status: 200,
  answer: documentSchema,
  handle: async ({ tenantId, params: { id }, by }, services) => {
    const { document, formerPath } = await services.database.asTenant(tenantId, async (scope) => {
      const before = found('document', await lockDocument(scope, id));
      const isUpload = before.sourceKind === 'upload';
      await requeueDocument(scope, id, isUpload ? {} : { content: null });
      await writeAudit(scope.sql, { ...by, tenantId, action: 'document.reindexed', subjectKind: 'knowledge_document', subjectId: id });
      return { document: found('document', await findDocument(scope, id)), formerPath: isUpload ? null : before.objectPath };
    });
    if (formerPath !== null) await discardObject({ tenantId, objectPath: formerPath }, services);
    await nudgeIngests({ tenantId, documentIds: [id] }, services);
    return toDocumentAnswer(document);
  },
});
