import { BaseEmbedding } from '@llamaindex/core/embeddings';

const refuse = (): Promise<never> => Promise.reject(new Error('vectors are given'));

/** What LangChain wants as an embedding model. All vectors are made beforehand, so that no system waits for a model. */
export const noEmbeddings = { embedDocuments: refuse, embedQuery: refuse };

/** The same for LlamaIndex. */
export class NoEmbedding extends BaseEmbedding {
  // Their constructor is protected.
  constructor() {
    super();
  }

  override getTextEmbedding = refuse;
}
