/** A chunk that retrieval found for a question, and how. */
export interface FoundChunk {
  readonly chunkId: string;
  readonly documentId: string;
  readonly documentName: string;
  readonly knowledgeBaseId: string;
  readonly ordinal: number;
  readonly heading: string | null;
  readonly page: number | null;
  readonly text: string;
  readonly tokenCount: number;
  /** Cosine between question and chunk; null when only words found it. */
  readonly similarity: number | null;
  /** 1 for the nearest; null when the vector leg did not find it. */
  readonly vectorRank: number | null;
  /** 1 for the best; null when the lexical leg did not find it. */
  readonly textRank: number | null;
  /** BM25; null when the lexical leg did not find it. */
  readonly textScore: number | null;
  /** The share of the question's words, by their weight (IDF), that stand in the chunk: 0 to 1. */
  readonly coverage: number;
  /** Reciprocal rank fusion of both legs. */
  readonly score: number;
  /** The chunks around it in its document, in order, itself not among them. */
  readonly neighbours: readonly Neighbour[];
}

export interface Neighbour {
  readonly chunkId: string;
  readonly ordinal: number;
  readonly text: string;
  readonly tokenCount: number;
}

/** A piece of the tenant's knowledge as the model reads it: one chunk, or several that stand together. */
export interface Passage {
  readonly documentId: string;
  readonly documentName: string;
  readonly heading: string | null;
  readonly page: number | null;
  readonly text: string;
  readonly tokenCount: number;
  /** The chunks it is made of, with how the best of them was found. */
  readonly chunkIds: readonly string[];
  readonly similarity: number | null;
  readonly vectorRank: number | null;
  readonly textRank: number | null;
  readonly score: number;
}
