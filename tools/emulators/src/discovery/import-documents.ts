import { status } from '@grpc/grpc-js';
import { fetchObject } from '../vertex/fetch-object.ts';
import { hashingEmbedding } from '../vertex/hashing-embedding.ts';
import type { JsonValue } from '../vertex/protobuf-value.ts';
import { ServiceError } from '../vertex/service-error.ts';
import { asObject, type DataStore, type IndexedDocument } from './data-store.ts';
import type { ImportDocumentsRequest } from './discovery-messages.ts';
import type { DiscoveryState, Operation } from './discovery-state.ts';
import { extractPages } from './extract-pages.ts';
import { messageType } from './message-type.ts';
import { splitChunks } from './split-chunks.ts';

/** Dimensions of the vectors that rank passages. */
export const passageDimension = 512;
const maximumErrorSamples = 10;

/**
 * Starts an import: reads the lines of the files, and the documents they name, from the object store.
 * Documents that cannot be read are counted and sampled; the others are found once the operation is done.
 *
 * @throws {ServiceError} INVALID_ARGUMENT, NOT_FOUND
 */
export function importDocuments(state: DiscoveryState, request: ImportDocumentsRequest): Operation {
  const [, storeName = ''] = /^(.+)\/branches\/(?:default_branch|0)$/.exec(request.parent) ?? [];
  const store = state.dataStore(storeName);
  const { inputUris = [], dataSchema = '' } = request.gcsSource ?? {};
  if (inputUris.length === 0 || (dataSchema !== '' && dataSchema !== 'document'))
    throw new ServiceError(status.INVALID_ARGUMENT, 'gcs_source with input_uris and the data_schema "document" is required.');
  const endpoint = state.vertex.gcsEndpoint;
  if (!endpoint) throw new ServiceError(status.FAILED_PRECONDITION, 'The emulator was started without an object store.');

  const metadata = { '@type': messageType('ImportDocumentsMetadata') };
  return state.startOperation(request.parent, 'import-documents', metadata, async (signal) => {
    const files = await Promise.all(inputUris.map((uri) => fetchObject(endpoint, uri, signal)));
    const lines = files.flatMap((file) => new TextDecoder().decode(file).split('\n')).filter((line) => line.trim() !== '');
    const outcomes = await Promise.allSettled(lines.map((line) => readDocument(line, store, endpoint, signal)));
    const documents = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [toErrorSample(outcome.reason)] : []));
    return () => {
      if (request.reconciliationMode === 'FULL') store.documents.clear();
      for (const document of documents) store.documents.set(document.id, { ...document, indexedAt: new Date() });
      return {
        metadata: { ...metadata, successCount: documents.length, failureCount: errors.length, totalCount: outcomes.length },
        response: { '@type': messageType('ImportDocumentsResponse'), errorSamples: errors.slice(0, maximumErrorSamples) },
      };
    };
  });
}

async function readDocument(line: string, store: DataStore, endpoint: string, signal: AbortSignal): Promise<IndexedDocument> {
  const described = asObject(JSON.parse(line) as JsonValue);
  const { id } = described;
  const { mimeType, uri } = asObject(described.content);
  if (typeof id !== 'string' || !/^[a-zA-Z0-9][a-zA-Z0-9_-]{0,127}$/.test(id))
    throw new ServiceError(status.INVALID_ARGUMENT, `Invalid document id: ${JSON.stringify(id)}`);
  if (typeof mimeType !== 'string' || typeof uri !== 'string')
    throw new ServiceError(status.INVALID_ARGUMENT, `Document ${id}: content.mimeType and content.uri are required.`);
  const pages = extractPages(mimeType, await fetchObject(endpoint, uri, signal), id);
  const chunks = splitChunks(pages, store.chunkSize ?? Infinity).map((chunk, index) => ({
    ...chunk,
    id: `c${index + 1}`,
    embedding: hashingEmbedding(chunk.text, passageDimension),
  }));
  return { id, structData: asObject(described.structData), mimeType, uri, chunks, indexedAt: new Date() };
}

function toErrorSample(error: unknown): { code: number; message: string } {
  const code = error instanceof ServiceError ? error.code : status.INVALID_ARGUMENT;
  return { code, message: error instanceof Error ? error.message : String(error) };
}
