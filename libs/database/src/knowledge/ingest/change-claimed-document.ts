import { sql, type UpdateObject } from 'kysely';

import type { TenantScope } from '../../database.ts';
import type { Tables } from '../../tables.ts';

/** A document that this worker holds. */
export interface DocumentClaim {
  readonly id: string;
  readonly claim: number;
}

/** The document is another worker's now, or gone, or to be deleted: whoever gets this stops without a trace. */
export class DocumentClaimLost extends Error {
  override name = 'DocumentClaimLost';
}

type Change = UpdateObject<Tables, 'knowledgeDocuments'>;

/**
 * Writes what became of a document that this worker holds; the transaction around it commits nothing for one that it no longer does.
 * @throws {DocumentClaimLost}
 */
export async function changeClaimedDocument(
  { sql: statements, tenantId }: TenantScope,
  held: DocumentClaim,
  change: Change,
): Promise<void> {
  const changed = await statements
    .updateTable('knowledgeDocuments')
    .set({ ...change, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', held.id)
    .where('claim', '=', held.claim)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw new DocumentClaimLost(held.id);
}

/** Holds it for another `leaseMs`. @throws {DocumentClaimLost} */
export const extendDocumentClaim = (scope: TenantScope, held: DocumentClaim, leaseMs: number): Promise<void> =>
  changeClaimedDocument(scope, held, { claimedUntil: sql<Date>`clock_timestamp() + ${leaseMs} * interval '1 ms'` });

/** Gives it back as it is, and says what it waits for, if anything: the next worker goes on from there. @throws {DocumentClaimLost} */
export const releaseDocument = (scope: TenantScope, held: DocumentClaim, waitsFor: string | null = null): Promise<void> =>
  changeClaimedDocument(scope, held, { claimedUntil: null, ...(waitsFor === null ? {} : { stateReason: waitsFor }) });

/** Ends it without new text, with a code that a person can act on; what answered questions before goes on doing so. @throws {DocumentClaimLost} */
export async function failDocument(
  scope: TenantScope,
  held: DocumentClaim,
  end: { readonly state: 'failed' | 'needs_ocr'; readonly reason: string },
): Promise<void> {
  await changeClaimedDocument(scope, held, {
    state: end.state,
    stateReason: end.reason,
    stage: null,
    plannedChunks: null,
    embeddedChunks: null,
    draftKey: null,
    importOperation: null,
    claimedUntil: null,
  });
  await discardDrafts(scope, held.id);
}

/** Drafts that nobody will publish, with their vectors. */
export async function discardDrafts({ sql: statements, tenantId }: TenantScope, documentId: string): Promise<void> {
  for (const table of ['knowledgeDraftVectors', 'knowledgeChunkDrafts'] as const)
    await statements.deleteFrom(table).where('tenantId', '=', tenantId).where('documentId', '=', documentId).execute();
}
