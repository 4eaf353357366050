import { estimateTokens } from '@sylion/conversation';

import type { FoundChunk } from '../passage.ts';
import { rankScore } from './rank-score.ts';

/** A chunk as managed search tells of it. */
export interface ManagedHit {
  readonly chunkId: string;
  readonly documentId: string;
  readonly knowledgeBaseId: string;
  readonly text: string;
  readonly page: number | null;
}

/** A document that may answer now, by the name it has in Postgres. */
export interface LiveDocument {
  readonly id: string;
  readonly knowledgeBaseId: string;
  readonly name: string;
}

/**
 * The hits of managed search, best first, as found chunks. Its index learns late of what was deleted or moved here, so a hit counts only
 * when its document is alive in the very knowledge base that the hit names. The service measures similarity otherwise than we do: no
 * floor of ours fits it, so none is told.
 */
export function managedChunks(hits: readonly ManagedHit[], documents: readonly LiveDocument[]): FoundChunk[] {
  const living = new Map(documents.map((document) => [document.id, document]));
  return hits
    .filter(({ documentId, knowledgeBaseId }) => living.get(documentId)?.knowledgeBaseId === knowledgeBaseId)
    .map(({ chunkId, documentId, knowledgeBaseId, text, page }, index) => ({
      chunkId,
      documentId,
      documentName: living.get(documentId)?.name ?? '',
      knowledgeBaseId,
      ordinal: 2 * index, // where it stands is not told: no two of them are taken for neighbours
      heading: null,
      page,
      text,
      tokenCount: estimateTokens(text),
      similarity: null,
      vectorRank: null,
      textRank: null,
      textScore: null,
      coverage: 0,
      score: rankScore(index + 1),
      neighbours: [],
    }));
}
