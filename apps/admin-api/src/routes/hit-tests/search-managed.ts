import { listLiveDocuments } from '@sylion/database';
import { managedChunks, type FoundChunk, type ManagedQuery } from '@sylion/knowledge';
import type { CallOptions } from '@sylion/vertex-client';

import { conflict } from '../../http/problem.ts';
import type { Services } from '../../services.ts';

/** Searches the managed index, which learns late of what was deleted here: only documents that are alive in Postgres answer. */
export async function searchManaged(
  query: ManagedQuery,
  { database, managed, call }: Pick<Services, 'database' | 'managed'> & { call: CallOptions },
): Promise<FoundChunk[]> {
  if (!managed) throw conflict('managed_search_not_configured', 'the platform has no data store of Vertex AI Search');
  const hits = await managed.search(query, call);
  const alive = await database.asTenant(call.tenantId, (scope) =>
    listLiveDocuments(scope, {
      documentIds: [...new Set(hits.map(({ documentId }) => documentId))],
      knowledgeBaseIds: query.knowledgeBaseIds,
    }),
  );
  return managedChunks(hits, alive);
}
