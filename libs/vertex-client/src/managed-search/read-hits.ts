import { PermanentModelError } from '../errors.ts';
import { fromProtobufStruct, type JsonValue } from '../protobuf-value.ts';
import type { ManagedHit } from './managed-search.ts';
import type { RawSearchResult } from './raw-search-service.ts';

/**
 * Reads the passages of a search, and makes sure that each is one the asker may see, whatever the service did with the filter.
 *
 * @throws {PermanentModelError} `FOREIGN_RESULT` for a passage of another tenant or knowledge base, or of nobody; none is returned then
 */
export function readHits(results: readonly RawSearchResult[], tenantId: string, knowledgeBaseIds: readonly string[]): ManagedHit[] {
  const hits = results.map(readHit);
  const foreign = hits.find((hit) => hit.tenantId !== tenantId || !knowledgeBaseIds.includes(hit.knowledgeBaseId));
  if (foreign)
    throw new PermanentModelError(
      'FOREIGN_RESULT',
      `A managed search for tenant ${tenantId} returned a passage of tenant "${foreign.tenantId}", knowledge base "${foreign.knowledgeBaseId}", document "${foreign.documentId}". Nothing was handed on.`,
    );
  return hits;
}

function readHit({ chunk }: RawSearchResult): ManagedHit {
  const metadata = fromProtobufStruct(chunk?.documentMetadata?.structData);
  const documentId = textOf(metadata.document_id);
  return {
    documentId,
    tenantId: textOf(metadata.tenant_id),
    knowledgeBaseId: textOf(metadata.knowledge_base_id),
    chunkId: `${documentId}/${chunk?.id ?? ''}`,
    text: chunk?.content ?? '',
    page: chunk?.pageSpan?.pageStart || null,
    title: textOf(metadata.title) || chunk?.documentMetadata?.title || null,
    score: chunk?.relevanceScore ?? null,
  };
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
