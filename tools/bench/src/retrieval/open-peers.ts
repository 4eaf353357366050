import type { SetName } from '../corpus/corpus-shape.ts';
import type { BenchDatabase } from '../server/bench-database.ts';
import { langchainTables, openLangchain } from './systems/langchain-system.ts';
import { openLlamaindex } from './systems/llamaindex-system.ts';
import type { RetrievalSystem } from './systems/retrieval-system.ts';
import { systemNames } from './systems/system-names.ts';

/** What we compare with; of the million, only the best of each, because the others need minutes per question there. */
export async function openPeers({ ownerUrl }: BenchDatabase, set: SetName): Promise<RetrievalSystem[]> {
  const always = [
    openLangchain(systemNames.langchainDefault, ownerUrl, langchainTables.default, false),
    openLlamaindex(systemNames.llamaindexCollection, ownerUrl, { tenantBy: 'collection', performSetup: true }),
  ];
  if (set === 'B') return Promise.all(always);
  return Promise.all([
    ...always,
    openLangchain(systemNames.langchainHnsw, ownerUrl, langchainTables.hnsw, true),
    openLlamaindex(systemNames.llamaindexDefault, ownerUrl, { tenantBy: 'metadata', performSetup: true }),
    openLlamaindex(systemNames.llamaindexNoSetup, ownerUrl, { tenantBy: 'metadata', performSetup: false }),
  ]);
}
