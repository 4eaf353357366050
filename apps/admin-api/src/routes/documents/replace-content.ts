import { findDocument, lockDocument, requeueDocument, writeAudit, type DocumentRow } from '@sylion/database';
import { contentFieldsSchema, idParamsSchema, uploadedDocumentSchema } from '@sylion/schemas';

import { found, Problem } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';
import { nudgeIngests } from './nudge-ingests.ts';
import { discardObject, storeUpload } from '../../http/store-upload.ts';
import { toDocumentAnswer } from './to-document-answer.ts';
import { uploadOf } from './upload-of.ts';

/** What answers questions now goes on doing so until the new content is ready. */
export const replaceContent = defineTenantRoute({
  method: 'put',
  path: '/v1/documents/{id}/content',
  summary: 'Upload a new version of a document; the same bytes change nothing',
  permission: { role: 'admin', scope: 'knowledge:write' },
  params: idParamsSchema,
  fields: contentFieldsSchema,
  status: 200,
  answer: uploadedDocumentSchema,
  version: versionOf('knowledgeDocuments'),
  handle: async ({ tenantId, params: { id }, form, by, requireVersion }, services) => {
    if (!form) throw new Problem(415, 'unsupported_media_type', 'the body must be a form (multipart/form-data)');
    const { database } = services;
    found('document', await database.asTenant(tenantId, (scope) => findDocument(scope, id)));
    const replaced = await storeUpload(uploadOf({ tenantId, documentId: id, form }, services), services, ({ file, content }) =>
      database.asTenant(tenantId, async (scope) => {
        const before = found('document', await lockDocument(scope, id));
        await requireVersion(scope);
        if (isSame(before, content.sha256)) return { document: before, isUnchanged: true, formerPath: null };
        await requeueDocument(scope, id, { content: { ...content, mimeType: file.mimeType } });
        await writeAudit(scope.sql, {
          ...by,
          tenantId,
          action: 'document.content_replaced',
          subjectKind: 'knowledge_document',
          subjectId: id,
          after: { sizeBytes: content.sizeBytes, sha256: content.sha256.toString('hex') },
        });
        return { document: found('document', await findDocument(scope, id)), isUnchanged: false, formerPath: before.objectPath };
      }),
    );
    if (replaced.formerPath !== null) await discardObject({ tenantId, objectPath: replaced.formerPath }, services);
    if (!replaced.isUnchanged) await nudgeIngests({ tenantId, documentIds: [id] }, services);
    return { ...toDocumentAnswer(replaced.document), isUnchanged: replaced.isUnchanged };
  },
});

/** Content that came to nothing is worth another try. */
const isSame = ({ sha256, state }: DocumentRow, other: Buffer): boolean =>
  sha256?.equals(other) === true && (state === 'queued' || state === 'processing' || state === 'ready');
