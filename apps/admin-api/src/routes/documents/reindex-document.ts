import { findDocument, lockDocument, requeueDocument, writeAudit } from '@sylion/database';
import { documentSchema, idParamsSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { nudgeIngests } from './nudge-ingests.ts';
import { discardObject } from '../../http/store-upload.ts';
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
  transact: async ({ scope, tenantId, params: { id }, by, afterCommit }) => {
    const { sourceKind, objectPath } = found('document', await lockDocument(scope, id));
    const isUpload = sourceKind === 'upload';
    await requeueDocument(scope, id, isUpload ? {} : { content: null });
    await writeAudit(scope.sql, { ...by, tenantId, action: 'document.reindexed', subjectKind: 'knowledge_document', subjectId: id });
    afterCommit(async (services) => {
      if (!isUpload && objectPath !== null) await discardObject({ tenantId, objectPath }, services);
      await nudgeIngests({ tenantId, documentIds: [id] }, services);
    });
    return toDocumentAnswer(found('document', await findDocument(scope, id)));
  },
});
