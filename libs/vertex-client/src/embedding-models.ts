/** What a text embedding model takes. */
export interface EmbeddingModel {
  /** Length of its full vectors; shorter ones may be asked for. */
  dimensions: number;
  /** Of one text. */
  maxInputTokens: number;
  /** Texts that one request may hold; 1 means that they are sent one by one. */
  textsPerRequest: number;
  /** How it is called, and told what the text is for: by a task type, or by a prefix in the text. */
  method: 'predict' | 'embedContent';
}

/**
 * The embedding models of late 2026. gemini-embedding-001 took one text a request for a long time and takes 250 now;
 * which it is where you are shows at the first batch, and is remembered.
 *
 * @see https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/embeddings/get-text-embeddings
 */
export const EMBEDDING_MODELS: Record<string, EmbeddingModel> = {
  'gemini-embedding-001': { dimensions: 3_072, maxInputTokens: 2_048, textsPerRequest: 250, method: 'predict' },
  'gemini-embedding-2': { dimensions: 3_072, maxInputTokens: 8_192, textsPerRequest: 1, method: 'embedContent' },
  'text-embedding-005': { dimensions: 768, maxInputTokens: 2_048, textsPerRequest: 250, method: 'predict' },
  'text-multilingual-embedding-002': { dimensions: 768, maxInputTokens: 2_048, textsPerRequest: 250, method: 'predict' },
};

/** The model, or a guess for one that is newer than the table. */
export function findEmbeddingModel(name: string): EmbeddingModel {
  const family = Object.keys(EMBEDDING_MODELS).find((known) => name === known || name.startsWith(`${known}-`));
  return EMBEDDING_MODELS[family ?? ''] ?? { dimensions: Infinity, maxInputTokens: 2_048, textsPerRequest: 250, method: 'predict' };
}
