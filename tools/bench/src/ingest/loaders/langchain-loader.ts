import { Document } from '@langchain/core/documents';

import { tenantId } from '../../corpus/identifiers.ts';
import { openLangchainStore } from '../../retrieval/systems/langchain-system.ts';
import { countRows } from './count-rows.ts';
import type { Loader } from './loader.ts';

/** LangChain JS's `addVectors`, which inserts 500 rows at a time. */
export async function openLangchainLoader(name: string, url: string, table: string, hasIndex: boolean): Promise<Loader> {
  const store = await openLangchainStore(url, table, hasIndex);
  return {
    name,
    isOurs: false,
    prepare: (documents) => {
      const chunks = documents.flat();
      const vectors = chunks.map(({ vector }) => [...vector]);
      const pages = chunks.map(({ text, tenant }) => new Document({ pageContent: text, metadata: { tenant: tenantId(tenant) } }));
      return Promise.resolve({ add: () => store.addVectors(vectors, pages).then(() => ({})) });
    },
    count: () => countRows(url, table),
    close: () => store.end(),
  };
}
