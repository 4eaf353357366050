/** What the systems are called in results, tables and pictures. */
export const systemNames = {
  ours: 'SylionAI',
  oursInARow: 'SylionAI, in a row',
  langchainDefault: 'LangChain',
  langchainHnsw: 'LangChain + HNSW',
  llamaindexDefault: 'LlamaIndex, metadata',
  llamaindexNoSetup: 'LlamaIndex, metadata, no setup',
  llamaindexCollection: 'LlamaIndex, collection',
} as const;
