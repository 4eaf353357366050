import { changeDocument as updateDocument, findDocument, lockDocument, writeAudit } from '@sylion/database';
import { documentChangeSchema, documentSchema, idParamsSchema } from '@sylion/schemas';

import { formerly } from '../../http/formerly.ts';
import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';
import { toDocumentAnswer } from './to-document-answer.ts';

export const changeDocument = defineTenantRoute({
  method: 'patch',
  path: '/v1/documents/{id}',
  summary: 'Change what a document is called or what is known of it',
  permission: { role: 'admin', scope: 'knowledge:write' },
  params: idParamsSchema,
  body: documentChangeSchema,
  status: 200,
  answer: documentSchema,
  version: versionOf('knowledgeDocuments'),
  transact: async ({ scope, tenantId, params: { id }, body, by }) => {
    const former = found('document', await lockDocument(scope, id));
    await updateDocument(scope, id, body);
    await writeAudit(scope.sql, {
      ...by,
      tenantId,
      action: 'document.changed',
      subjectKind: 'knowledge_document',
      subjectId: id,
      before: formerly(body, former),
      after: body,
    });
    return toDocumentAnswer(found('document', await findDocument(scope, id)));
  },
});
