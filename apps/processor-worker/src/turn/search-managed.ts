import { listLiveDocuments, type Database } from '@sylion/database';
import { managedChunks, type FoundChunk, type ManagedQuery } from '@sylion/knowledge';
import { PermanentModelError, type CallOptions, type ManagedSearch } from '@sylion/vertex-client';

/**
 * Searches the managed index. It learns late of what was deleted here, so only passages of documents that are alive in Postgres are
 * found, under the names they have there.
 */
export async function searchManaged(
  query: ManagedQuery,
  { database, managedSearch, call }: { database: Database; managedSearch: ManagedSearch | undefined; call: CallOptions },
): Promise<FoundChunk[]> {
  if (!managedSearch) throw new PermanentModelError('FAILED_PRECONDITION', 'This platform has no data store for managed search.', 0);
  const hits = await managedSearch.search(query, call);
  const alive = await database.asTenant(call.tenantId, (scope) =>
    listLiveDocuments(scope, { documentIds: [...new Set(hits.map(({ documentId }) => documentId))], ...query }),
  );
  return managedChunks(hits, alive);
}
