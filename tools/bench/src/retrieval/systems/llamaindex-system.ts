import { PGVectorStore } from '@llamaindex/postgres';
import { VectorStoreQueryMode } from '@llamaindex/core/vector-store';
import { MetadataMode } from '@llamaindex/core/schema';

import { readIdentifier, tenantId } from '../../corpus/identifiers.ts';
import { wanted } from '../question.ts';
import { NoEmbedding } from './no-embeddings.ts';
import type { RetrievalSystem } from './retrieval-system.ts';

export const llamaindexTable = 'llamaindex_embedding';

export interface LlamaindexOptions {
  /** How tenants are told apart: by a filter on metadata, or by a collection each. */
  readonly tenantBy: 'metadata' | 'collection';
  /** False skips the four DDL statements that it otherwise runs before every query. */
  readonly performSetup: boolean;
}

/** LlamaIndex TS's PGVectorStore over a table filled before. */
export async function openLlamaindex(name: string, url: string, options: LlamaindexOptions): Promise<RetrievalSystem> {
  const store = await openLlamaindexStore(url, options.performSetup);
  return {
    name,
    isOurs: false,
    search: async ({ tenant, vector }) => {
      const byCollection = options.tenantBy === 'collection';
      store.setCollection(byCollection ? tenantId(tenant) : '');
      const filter = { key: 'tenant', value: tenantId(tenant), operator: '==' as const };
      const { nodes = [] } = await store.query({
        queryEmbedding: [...vector],
        similarityTopK: wanted,
        mode: VectorStoreQueryMode.DEFAULT,
        ...(byCollection ? {} : { filters: { filters: [filter] } }),
      });
      return nodes.map((node) => ({
        ...(readIdentifier(node.id_) ?? { tenant: -1, number: -1 }),
        text: node.getContent(MetadataMode.NONE),
      }));
    },
    close: async () => (await store.client()).close(),
  };
}

export async function openLlamaindexStore(url: string, performSetup: boolean): Promise<PGVectorStore> {
  const store = new PGVectorStore({
    clientConfig: { connectionString: url },
    dimensions: 768,
    performSetup,
    tableName: llamaindexTable,
    embeddingModel: new NoEmbedding(),
  });
  await store.client();
  return store;
}
