import { sql } from 'kysely';

import type { TenantScope } from '../../database.ts';
import { changeClaimedDocument, type DocumentClaim } from './change-claimed-document.ts';

/**
 * The document's new content answers questions from this transaction's commit on; call it before its drafts are published, of which it
 * tells language and length.
 * @throws {DocumentClaimLost}
 */
export const finishDocument = (scope: TenantScope, held: DocumentClaim, content: { readonly liveSha256: Buffer | null }): Promise<void> =>
  changeClaimedDocument(scope, held, {
    state: 'ready',
    stateReason: null,
    stage: null,
    version: sql<number>`version + 1`,
    language: sql<string | null>`(select mode() within group (order by d.language) from knowledge_chunk_drafts d
      where d.tenant_id = knowledge_documents.tenant_id and d.document_id = knowledge_documents.id)`,
    tokenCount: sql<number>`(select coalesce(sum(d.token_count), 0) from knowledge_chunk_drafts d
      where d.tenant_id = knowledge_documents.tenant_id and d.document_id = knowledge_documents.id)`,
    liveSha256: content.liveSha256,
    sha256: content.liveSha256,
    plannedChunks: null,
    embeddedChunks: null,
    draftKey: null,
    importOperation: null,
    claimedUntil: null,
    readyAt: sql<Date>`now()`,
  });
