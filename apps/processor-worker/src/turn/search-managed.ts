import { estimateTokens } from '@sylion/conversation';
import { listLiveDocuments, type Database } from '@sylion/database';
import type { FoundChunk, ManagedQuery } from '@sylion/knowledge';
import { PermanentModelError, type CallOptions, type ManagedSearch } from '@sylion/vertex-client';

/** The constant of reciprocal rank fusion. */
const fusionConstant = 60;

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
  return hits.flatMap(({ chunkId, documentId, knowledgeBaseId, text, page }, index): FoundChunk[] => {
    const document = alive.find((one) => one.id === documentId && one.knowledgeBaseId === knowledgeBaseId);
    if (!document) return [];
    return [
      {
        chunkId,
        documentId,
        documentName: document.name,
        knowledgeBaseId,
        ordinal: 2 * index, // where it stands is not told: no two of them are taken for neighbours
        heading: null,
        page,
        text,
        tokenCount: estimateTokens(text),
        similarity: null,
        vectorRank: null,
        textRank: null,
        textScore: null,
        coverage: 0,
        score: 1 / (fusionConstant + index + 1),
        neighbours: [],
      },
    ];
  });
}
