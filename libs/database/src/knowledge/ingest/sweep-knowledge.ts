import { sql } from 'kysely';

import type { Database } from '../../database.ts';

const sweepLimit = 1_000;

interface DocumentKey {
  readonly tenantId: string;
  readonly documentId: string;
}

interface BaseKey {
  readonly tenantId: string;
  readonly knowledgeBaseId: string;
}

/** Documents of knowledge bases that change their embedding model, as far as nobody holds them: they may lack their next vectors. */
export async function listDocumentsToReembed(database: Database): Promise<DocumentKey[]> {
  return database.asPlatform('sweep documents to embed anew', ({ sql: statements }) =>
    statements
      .selectFrom('knowledgeDocuments as d')
      .innerJoin('knowledgeBases as b', (join) => join.onRef('b.tenantId', '=', 'd.tenantId').onRef('b.id', '=', 'd.knowledgeBaseId'))
      .where('b.nextEmbeddingModel', 'is not', null)
      .where('b.deletedAt', 'is', null)
      .where('d.chunkCount', '>', 0)
      .where('d.state', 'in', ['ready', 'failed', 'needs_ocr'])
      .where((eb) => eb.or([eb('d.claimedUntil', 'is', null), eb('d.claimedUntil', '<', sql<Date>`clock_timestamp()`)]))
      .select(['d.tenantId', 'd.id as documentId'])
      .limit(sweepLimit)
      .execute(),
  );
}

/** Knowledge bases with a change of model under way, or with vectors of a model that no question under way can still ask for. */
export async function listBasesToSwitch(database: Database): Promise<BaseKey[]> {
  return database.asPlatform('sweep knowledge bases that change their model', ({ sql: statements }) =>
    statements
      .selectFrom('knowledgeBases')
      .where('deletedAt', 'is', null)
      .where((eb) =>
        eb.or([
          eb('nextEmbeddingModel', 'is not', null),
          eb.and([eb('embeddingVersion', '>', 1), eb('updatedAt', '<', sql<Date>`clock_timestamp() - interval '1 minute'`)]),
        ]),
      )
      .select(['tenantId', 'id as knowledgeBaseId'])
      .limit(sweepLimit)
      .execute(),
  );
}

/** Deleted knowledge bases; what is left of them goes with the last of their documents. */
export async function listDeletedBases(database: Database): Promise<BaseKey[]> {
  return database.asPlatform('sweep deleted knowledge bases', ({ sql: statements }) =>
    statements
      .selectFrom('knowledgeBases')
      .where('deletedAt', 'is not', null)
      .select(['tenantId', 'id as knowledgeBaseId'])
      .limit(sweepLimit)
      .execute(),
  );
}
