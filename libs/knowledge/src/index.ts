export type { ChunkDraft, ChunkLanguage, ChunkSettings } from './chunk.ts';
export type { Block, ExtractedDocument } from './document.ts';
export type { FoundChunk, Neighbour, Passage } from './passage.ts';
