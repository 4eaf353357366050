import { listLiveDocuments } from '@sylion/database';
import type { FoundChunk, ManagedQuery } from '@sylion/knowledge';
import type { CallOptions } from '@sylion/vertex-client';

import { conflict } from '../../http/problem.ts';
import type { Services } from '../../services.ts';

/** The constant of reciprocal rank fusion. */
const fusionConstant = 60;

/** Searches the managed index, which learns late of what was deleted here: only documents that are alive in Postgres answer. */
export async function searchManaged(
  query: ManagedQuery,
  { database, managed, call }: Pick<Services, 'database' | 'managed'> & { call: CallOptions },
): Promise<FoundChunk[]> {
  if (!managed) throw conflict('managed_search_not_configured', 'the platform has no data store of Vertex AI Search');
  const hits = await managed.search({ ...query, knowledgeBaseIds: [...query.knowledgeBaseIds] }, call);
  const alive = await database.asTenant(call.tenantId, (scope) =>
    listLiveDocuments(scope, {
      documentIds: [...new Set(hits.map(({ documentId }) => documentId))],
      knowledgeBaseIds: query.knowledgeBaseIds,
    }),
  );
  const names = new Map(alive.map(({ id, name }) => [id, name]));
  return hits
    .filter(({ documentId }) => names.has(documentId))
    .map(({ chunkId, documentId, knowledgeBaseId, text, page }, index) => ({
      chunkId,
      documentId,
      documentName: names.get(documentId) ?? '',
      knowledgeBaseId,
      ordinal: index,
      heading: null,
      page,
      text,
      tokenCount: 0,
      similarity: null, // what the service calls one is measured otherwise: no floor of ours fits it
      vectorRank: null,
      textRank: null,
      textScore: null,
      coverage: 0,
      score: 1 / (fusionConstant + index + 1),
      neighbours: [],
    }));
}
