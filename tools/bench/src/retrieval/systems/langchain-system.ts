import { PGVectorStore } from '@langchain/community/vectorstores/pgvector';
import pg from 'pg';

import { readIdentifier, tenantId } from '../../corpus/identifiers.ts';
import { wanted } from '../question.ts';
import { noEmbeddings } from './no-embeddings.ts';
import type { RetrievalSystem } from './retrieval-system.ts';

export const langchainTables = { default: 'langchain_default', hnsw: 'langchain_hnsw' };

/**
 * LangChain JS's PGVectorStore over a table filled before: the tenant is a metadata field, and the filter of every search.
 * Its documentation says to name the dimensions where an index shall be used.
 */
export async function openLangchain(name: string, url: string, table: string, hasIndex: boolean): Promise<RetrievalSystem> {
  const store = await openLangchainStore(url, table, hasIndex);
  return {
    name,
    isOurs: false,
    search: async ({ tenant, vector }) => {
      const found = await store.similaritySearchVectorWithScore([...vector], wanted, { tenant: tenantId(tenant) });
      return found.map(([document]) => ({
        ...(readIdentifier(document.id ?? '') ?? { tenant: -1, number: -1 }),
        text: document.pageContent,
      }));
    },
    close: () => store.end(),
  };
}

export async function openLangchainStore(url: string, table: string, hasIndex: boolean): Promise<PGVectorStore> {
  return PGVectorStore.initialize(noEmbeddings, {
    pool: new pg.Pool({ connectionString: url, max: 2 }),
    tableName: table,
    ...(hasIndex ? { dimensions: 768 } : {}),
  });
}
