import type { TenantScope } from '../../database.ts';
import { discardDrafts } from '../ingest/change-claimed-document.ts';
import { publishChunks } from '../retrieval/publish-chunks.ts';
import { withoutWork } from './change-document.ts';

/**
 * From this transaction's commit on, nothing of a document answers a question; its object and its row are the worker's to remove.
 * False when there is no such document in this tenant, or it is being deleted already.
 */
export async function deleteDocument(scope: TenantScope, documentId: string): Promise<boolean> {
  const { sql: statements, tenantId } = scope;
  const marked = await statements
    .updateTable('knowledgeDocuments')
    .set({ ...withoutWork, state: 'deleting' })
    .where('tenantId', '=', tenantId)
    .where('id', '=', documentId)
    .where('state', '!=', 'deleting')
    .returning('knowledgeBaseId')
    .executeTakeFirst();
  if (!marked) return false;
  const base = await statements
    .selectFrom('knowledgeBases')
    .where('tenantId', '=', tenantId)
    .where('id', '=', marked.knowledgeBaseId)
    .select(['embeddingVersion', 'embeddingDimension'])
    .executeTakeFirstOrThrow();
  await discardDrafts(scope, documentId);
  await publishChunks(scope, { ...marked, ...base, documentId }); // without drafts: nothing takes the place of what was there
  return true;
}
