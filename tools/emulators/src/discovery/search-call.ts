import { status, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { hashingEmbedding } from '../vertex/hashing-embedding.ts';
import { toProtobufStruct } from '../vertex/protobuf-value.ts';
import { ServiceError } from '../vertex/service-error.ts';
import { isIndexable, type DataStore, type IndexedChunk, type IndexedDocument } from './data-store.ts';
import { discoveryCall } from './discovery-call.ts';
import type { SearchRequest } from './discovery-messages.ts';
import type { DiscoveryState } from './discovery-state.ts';
import { passageDimension } from './import-documents.ts';
import { fieldsOf, FilterError, matchesFilter, parseFilter } from './parse-filter.ts';

const defaultPageSize = 50;
const maximumPageSize = 100;

/** SearchService.Search for passages (result mode CHUNKS), ranked by hashing embeddings. Without a filter everybody's documents are searched. */
export function searchCalls(state: DiscoveryState): UntypedServiceImplementation {
  return {
    Search: discoveryCall<SearchRequest>(
      state,
      'Search',
      ({ servingConfig, query, filter, userLabels }) => ({ concerns: servingConfig, labels: userLabels, request: { query, filter } }),
      (request) => search(state, request),
    ),
  };
}

function search(state: DiscoveryState, request: SearchRequest): object {
  const [, storeName = ''] =
    /^(.+)\/servingConfigs\/(?:default_search|default_config|default_serving_config)$/.exec(request.servingConfig) ?? [];
  const store = state.dataStore(storeName);
  if (request.contentSearchSpec?.searchResultMode !== 'CHUNKS')
    throw new ServiceError(status.INVALID_ARGUMENT, 'The emulator searches in the search_result_mode CHUNKS only.');
  if (store.chunkSize === undefined)
    throw new ServiceError(status.INVALID_ARGUMENT, 'The search_result_mode CHUNKS needs a data store with a chunking config.');
  if (request.pageSize < 0) throw new ServiceError(status.INVALID_ARGUMENT, 'page_size is negative.');

  const wanted = hashingEmbedding(request.query, passageDimension);
  const found = filtered(store, request.filter)
    .flatMap((document) => document.chunks.map((chunk) => ({ document, chunk, score: dot(wanted, chunk.embedding) })))
    .sort((one, other) => other.score - one.score);
  const page = found.slice(0, Math.min(request.pageSize || defaultPageSize, maximumPageSize));
  return {
    results: page.map(({ document, chunk, score }) => ({ id: document.id, chunk: toMessage(store, document, chunk, score) })),
    totalSize: found.length,
  };
}

function filtered(store: DataStore, expression: string): IndexedDocument[] {
  const documents = [...store.documents.values()];
  if (expression.trim() === '') return documents;
  const filter = understand(expression);
  const unsupported = fieldsOf(filter).find((field) => !isIndexable(store, field));
  if (unsupported)
    throw new ServiceError(status.INVALID_ARGUMENT, `Invalid filter syntax: Unsupported field "${unsupported}" on ":" operator.`);
  return documents.filter((document) => matchesFilter(filter, document.structData));
}

function understand(expression: string) {
  try {
    return parseFilter(expression);
  } catch (error) {
    if (error instanceof FilterError) throw new ServiceError(status.INVALID_ARGUMENT, `Invalid filter syntax: ${error.message}.`);
    throw error;
  }
}

function toMessage(store: DataStore, document: IndexedDocument, chunk: IndexedChunk, score: number): object {
  const { title } = document.structData;
  return {
    name: `${store.name}/branches/0/documents/${document.id}/chunks/${chunk.id}`,
    id: chunk.id,
    content: chunk.text,
    relevanceScore: Math.min(1, score),
    documentMetadata: {
      uri: document.uri,
      title: typeof title === 'string' ? title : '',
      structData: toProtobufStruct(document.structData),
    },
    ...(chunk.page !== undefined && { pageSpan: { pageStart: chunk.page, pageEnd: chunk.page } }),
  };
}

function dot(one: number[], other: number[]): number {
  return one.reduce((total, value, index) => total + value * (other[index] ?? 0), 0);
}
