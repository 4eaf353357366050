import { createDatabase, searchKnowledge, type Database } from '@sylion/database';
import { createLogger } from '@sylion/runtime';

import { baseId, readIdentifier, tenantId } from '../../corpus/identifiers.ts';
import { wanted } from '../question.ts';
import type { Found, RetrievalSystem } from './retrieval-system.ts';
import { systemNames } from './system-names.ts';

/** The product's own search, logged in as the app is: one round trip under forced row-level security. */
export function openOurs(appUrl: string): RetrievalSystem {
  const database = openOurDatabase(appUrl, 1);
  return {
    name: systemNames.ours,
    isOurs: true,
    search: ({ tenant, vector }) => searchOurs(database, { tenant, vector, text: null }),
    close: () => database.close(),
  };
}

export function openOurDatabase(url: string, poolSize: number): Database {
  return createDatabase({ url, applicationName: 'bench', poolSize, logger: createLogger({ app: 'bench', level: 'error' }) });
}

export interface OurQuery {
  readonly tenant: number;
  readonly vector: Float32Array | null;
  readonly text: string | null;
  /** Without one, the product chooses. */
  readonly route?: 'exact' | 'bits' | 'ann';
}

export async function searchOurs(database: Database, { tenant, ...query }: OurQuery): Promise<Found[]> {
  const found = await searchKnowledge(database, {
    tenantId: tenantId(tenant),
    bases: [{ id: baseId(tenant), embeddingVersion: 1 }],
    embeddingDimension: 768,
    limit: wanted,
    ...query,
  });
  return found.map((chunk) => ({ ...(readIdentifier(chunk.chunkId) ?? { tenant: -1, number: -1 }), text: chunk.text }));
}
