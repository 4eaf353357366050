export * from './chunk-drafts.ts';
export * from './publish-chunks.ts';
export * from './reembedding.ts';
export * from './search-knowledge.ts';
export * from './vector-indexes.ts';
