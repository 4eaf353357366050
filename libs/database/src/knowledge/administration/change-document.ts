import { sql } from 'kysely';

import type { TenantScope } from '../../database.ts';
import { discardDrafts } from '../ingest/change-claimed-document.ts';
import type { DocumentContent } from './create-document.ts';

/** Changes what a document is called and what is known of it. */
export async function changeDocument(
  { sql: statements, tenantId }: TenantScope,
  documentId: string,
  { metadata, ...fields }: { readonly name?: string; readonly metadata?: Readonly<Record<string, unknown>> },
): Promise<void> {
  await statements
    .updateTable('knowledgeDocuments')
    .set({ ...fields, ...(metadata && { metadata: JSON.stringify(metadata) }), updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', documentId)
    .execute();
}

/** Ends whatever is being done with a document: the worker that holds it loses its claim, and no half-made work is left. */
export const withoutWork = {
  claim: sql<number>`claim + 1`,
  claimedUntil: null,
  stage: null,
  stateReason: null,
  plannedChunks: null,
  embeddedChunks: null,
  draftKey: null,
  importOperation: null,
  updatedAt: sql<Date>`now()`,
};

/**
 * Has a document ingested anew, from new content, or from what it was made of; `content: null`: from its source, which is fetched
 * again. What answers questions now goes on doing so until the new text is ready. The document is held by `lockDocument`.
 */
export async function requeueDocument(
  scope: TenantScope,
  documentId: string,
  renewal: { readonly content?: (DocumentContent & { readonly mimeType: string }) | null } = {},
): Promise<void> {
  const { sql: statements, tenantId } = scope;
  await statements
    .updateTable('knowledgeDocuments')
    .set({
      ...withoutWork,
      state: 'queued',
      ...(renewal.content && { ...renewal.content, sourceKind: 'upload', sourceUri: null, pagesTotal: null, pagesWithText: null }),
      ...(renewal.content === null && { objectPath: null }),
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', documentId)
    .execute();
  await discardDrafts(scope, documentId);
}
