import type { Hit } from '../src/evaluation-api.ts';

/** A hit for tests, above the floor. */
export function sampleHit(chunkId: string, documentId: string, text: string, documentName = 'document.md', isAboveFloor = true): Hit {
  return {
    chunkId,
    documentId,
    documentName,
    heading: null,
    page: null,
    text,
    similarity: 0.8,
    vectorRank: 1,
    textRank: null,
    textScore: null,
    coverage: 0,
    score: 0.5,
    isAboveFloor,
  };
}
