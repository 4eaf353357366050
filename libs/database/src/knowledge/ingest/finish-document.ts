import { sql } from 'kysely';

import type { TenantScope } from '../../database.ts';
import { changeClaimedDocument, type DocumentClaim } from './change-claimed-document.ts';

/** The document's new content answers questions from this transaction's commit on. @throws {DocumentClaimLost} */
export const finishDocument = (scope: TenantScope, held: DocumentClaim, content: { readonly liveSha256: Buffer | null }): Promise<void> =>
  changeClaimedDocument(scope, held, {
    state: 'ready',
    stateReason: null,
    stage: null,
    version: sql<number>`version + 1`,
    liveSha256: content.liveSha256,
    sha256: content.liveSha256,
    plannedChunks: null,
    embeddedChunks: null,
    draftKey: null,
    importOperation: null,
    claimedUntil: null,
    readyAt: sql<Date>`now()`,
  });
