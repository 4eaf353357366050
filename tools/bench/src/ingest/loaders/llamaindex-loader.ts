import { TextNode } from '@llamaindex/core/schema';

import { tenantId } from '../../corpus/identifiers.ts';
import { llamaindexTable, openLlamaindexStore } from '../../retrieval/systems/llamaindex-system.ts';
import { countRows } from './count-rows.ts';
import type { Loader } from './loader.ts';

const rowsAtOnce = 500;

/** LlamaIndex TS's `add`, given as many rows at a time as LangChain inserts. */
export async function openLlamaindexLoader(name: string, url: string): Promise<Loader> {
  const store = await openLlamaindexStore(url, true);
  return {
    name,
    isOurs: false,
    prepare: (documents) => {
      const chunks = documents.flat();
      const nodes = chunks.map(
        ({ text, tenant, vector }) => new TextNode({ text, metadata: { tenant: tenantId(tenant) }, embedding: [...vector] }),
      );
      store.setCollection(tenantId(chunks[0]?.tenant ?? 0));
      return Promise.resolve({
        add: async () => {
          for (let start = 0; start < nodes.length; start += rowsAtOnce) await store.add(nodes.slice(start, start + rowsAtOnce));
          return {};
        },
      });
    },
    count: () => countRows(url, llamaindexTable),
    close: async () => (await store.client()).close(),
  };
}
