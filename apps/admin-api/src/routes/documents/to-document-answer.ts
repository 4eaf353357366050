import type { DocumentRow } from '@sylion/database';
import { documentProblems } from '@sylion/knowledge';

/** A document as answers show it. */
export function toDocumentAnswer({ sourceKind, sourceUri, sha256, stateReason, sizeBytes, ...shown }: DocumentRow) {
  return {
    ...shown,
    source: { kind: sourceKind, uri: sourceUri },
    sha256: sha256?.toString('hex') ?? null,
    sizeBytes: sizeBytes === null ? null : Number(sizeBytes),
    error: stateReason === null ? null : { code: stateReason, message: messageOf(stateReason) },
    progress: {
      pagesTotal: shown.pagesTotal,
      pagesWithText: shown.pagesWithText,
      chunksPlanned: shown.plannedChunks,
      chunksEmbedded: shown.embeddedChunks,
    },
    isSearchable: shown.version > 0,
  };
}

/** A code that a newer worker wrote has no message here yet. */
const messageOf = (code: string): string =>
  (documentProblems as Partial<Record<string, string>>)[code] ?? 'The document cannot be made searchable as it is.';
