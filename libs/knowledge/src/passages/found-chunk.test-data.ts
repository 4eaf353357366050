import type { FoundChunk } from '../passage.ts';

/** A found chunk with what a test cares about. */
export const foundChunk = (chunk: Partial<FoundChunk>): FoundChunk => ({
  chunkId: 'chunk',
  documentId: 'document',
  documentName: 'Document.pdf',
  knowledgeBaseId: 'base',
  ordinal: 0,
  heading: null,
  page: null,
  text: 'text',
  tokenCount: 1,
  similarity: null,
  vectorRank: null,
  textRank: null,
  textScore: null,
  coverage: 0,
  score: 0,
  neighbours: [],
  ...chunk,
});
