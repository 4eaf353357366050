import {
  createDocument as insertDocument,
  findDocument,
  findKnowledgeBase,
  findSameDocument,
  lockKnowledgeBase,
  writeAudit,
  type NewDocument,
  type TenantScope,
} from '@sylion/database';
import { idParamsSchema, linkedDocumentSchema, newId, uploadedDocumentSchema, uploadFieldsSchema } from '@sylion/schemas';

import { found, Problem } from '../../http/problem.ts';
import { defineTenantRoute, type Origin } from '../../route.ts';
import { nudgeIngests } from './nudge-ingests.ts';
import { nameOf, sourceOfLink } from './source-of-link.ts';
import { storeUpload } from '../../http/store-upload.ts';
import { toDocumentAnswer } from './to-document-answer.ts';
import { uploadOf } from './upload-of.ts';

/** What a type is called that nobody knows yet (RFC 2046 §4.5.1): the worker finds out. */
const unknownType = 'application/octet-stream';

export const createDocument = defineTenantRoute({
  method: 'post',
  path: '/v1/knowledge-bases/{id}/documents',
  summary: 'Add a document: a file, a web page, or an object in Cloud Storage; the same file under the same name is added once',
  permission: { role: 'admin', scope: 'knowledge:write' },
  params: idParamsSchema,
  body: linkedDocumentSchema,
  fields: uploadFieldsSchema,
  status: 201,
  statusWhenUnchanged: 200,
  answer: uploadedDocumentSchema,
  refusals: { 400: ['uri_not_allowed'] },
  handle: async ({ tenantId, params: { id: knowledgeBaseId }, body, form, by, keepAnswer }, services) => {
    const { database, knowledge } = services;
    found('knowledge base', await database.asTenant(tenantId, (scope) => findKnowledgeBase(scope, knowledgeBaseId)));
    const id = newId();
    const add = (document: Omit<NewDocument, 'id' | 'knowledgeBaseId'>) =>
      database.asTenant(tenantId, async (scope) => {
        const added = await addDocument(scope, { ...document, id, knowledgeBaseId }, by);
        return keepAnswer(scope, { ...toDocumentAnswer(added.document), isUnchanged: added.isUnchanged });
      });
    const answer = form
      ? await storeUpload(uploadOf({ tenantId, documentId: id, form }, services), services, ({ fields, file, content }) =>
          add({
            name: fields.name ?? requireName(nameOf(file.name)),
            mimeType: file.mimeType,
            metadata: fields.metadata ?? {},
            source: { kind: 'upload' },
            content,
          }),
        )
      : await addLink(body, tenantId, knowledge, add);
    if (!answer.isUnchanged) await nudgeIngests({ tenantId, documentIds: [answer.id] }, services);
    return answer;
  },
});

async function addLink<Added>(
  link: { readonly name?: string; readonly metadata: Record<string, unknown> } & ({ readonly url: string } | { readonly uri: string }),
  tenantId: string,
  buckets: Parameters<typeof sourceOfLink>[2],
  add: (document: Omit<NewDocument, 'id' | 'knowledgeBaseId'>) => Promise<Added>,
): Promise<Added> {
  const { name, ...source } = sourceOfLink(link, tenantId, buckets);
  return add({ name: link.name ?? name, mimeType: unknownType, metadata: link.metadata, source });
}

/** The knowledge base is held until the row is there: nobody deletes it in between, nor adds the same file twice. */
async function addDocument(scope: TenantScope, document: NewDocument, by: Origin) {
  const { id, knowledgeBaseId, name, source, content } = document;
  found('knowledge base', await lockKnowledgeBase(scope, knowledgeBaseId));
  const same = content && (await findSameDocument(scope, { knowledgeBaseId, name, sha256: content.sha256 }));
  if (same) return { document: same, isUnchanged: true };
  await insertDocument(scope, document);
  await writeAudit(scope.sql, {
    ...by,
    tenantId: scope.tenantId,
    action: 'document.created',
    subjectKind: 'knowledge_document',
    subjectId: id,
    after: { knowledgeBaseId, name, source, sizeBytes: content?.sizeBytes, sha256: content?.sha256.toString('hex') },
  });
  return { document: found('document', await findDocument(scope, id)), isUnchanged: false };
}

function requireName(name: string): string {
  if (name === '') throw new Problem(400, 'invalid_request', 'name: is missing', [{ path: 'name', message: 'is missing' }]);
  return name;
}
