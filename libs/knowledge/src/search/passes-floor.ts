import type { FoundChunk } from '../passage.ts';

/** What a chunk must reach to count as an answer to the question rather than as the nearest thing there is. */
export interface RelevanceFloor {
  /** Cosine; depends on the embedding model. */
  readonly similarity: number;
  /** Share of the question's weighted words, 0 to 1; 0.6 unless given. */
  readonly coverage?: number;
}

/**
 * Whether a chunk is near enough in meaning, or in its very words: a product code means nothing to an embedding model.
 * Below the floor the assistant says that it does not know.
 */
export const passesFloor = (
  chunk: Pick<FoundChunk, 'similarity' | 'coverage' | 'textRank'>,
  { similarity, coverage = defaultCoverage }: RelevanceFloor,
): boolean => (chunk.similarity !== null && chunk.similarity >= similarity) || (chunk.textRank !== null && chunk.coverage >= coverage);

const defaultCoverage = 0.6;
