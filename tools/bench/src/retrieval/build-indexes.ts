import { buildVectorIndex, listBasesToIndex, type BaseToIndex } from '@sylion/database';

import type { Corpus } from '../corpus/corpus.ts';
import { baseId, tenantId } from '../corpus/identifiers.ts';
import type { BenchDatabase } from '../server/bench-database.ts';
import { openOurDatabase } from './systems/our-system.ts';

/** Gives large knowledge bases their own index as the platform does; and the largest in any case, so that a quick run has one too. */
export async function buildIndexes({ appUrl, ownerUrl }: BenchDatabase, corpus: Corpus, progress: (line: string) => void): Promise<void> {
  const database = openOurDatabase(appUrl, 1);
  try {
    const listed = await listBasesToIndex(database);
    for (const base of listed.length > 0 ? listed : [largestBase(corpus)]) {
      progress(`building an index over ${base.chunkCount} chunks`);
      await buildVectorIndex({ database, ownerUrl }, base);
    }
  } finally {
    await database.close();
  }
}

function largestBase(corpus: Corpus): BaseToIndex {
  return { tenantId: tenantId(0), knowledgeBaseId: baseId(0), embeddingVersion: 1, embeddingDimension: 768, chunkCount: corpus.sizeOf(0) };
}
