import { status, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { toProtobufStruct } from '../vertex/protobuf-value.ts';
import { ServiceError } from '../vertex/service-error.ts';
import type { DataStore, IndexedDocument } from './data-store.ts';
import { discoveryCall } from './discovery-call.ts';
import type { ImportDocumentsRequest, NamedRequest } from './discovery-messages.ts';
import type { DiscoveryState } from './discovery-state.ts';
import { importDocuments } from './import-documents.ts';

/** DocumentService: Import, Get and Delete. */
export function documentCalls(state: DiscoveryState): UntypedServiceImplementation {
  const find = (name: string): { store: DataStore; document: IndexedDocument } => {
    const [, store = '', id = ''] = /^(.+)\/branches\/(?:default_branch|0)\/documents\/([^/]+)$/.exec(name) ?? [];
    const document = state.dataStores.get(store)?.documents.get(id);
    if (!document) throw new ServiceError(status.NOT_FOUND, `Document ${name} not found.`);
    return { store: state.dataStore(store), document };
  };
  return {
    ImportDocuments: discoveryCall<ImportDocumentsRequest>(
      state,
      'ImportDocuments',
      ({ parent, gcsSource }) => ({ concerns: parent, request: { inputUris: gcsSource?.inputUris ?? [] } }),
      (request) => importDocuments(state, request),
    ),
    GetDocument: discoveryCall<NamedRequest>(
      state,
      'GetDocument',
      ({ name }) => ({ concerns: name }),
      ({ name }) => toMessage(name, find(name).document),
    ),
    DeleteDocument: discoveryCall<NamedRequest>(
      state,
      'DeleteDocument',
      ({ name }) => ({ concerns: name }),
      ({ name }) => {
        const { store, document } = find(name);
        store.documents.delete(document.id);
        return {};
      },
    ),
  };
}

function toMessage(name: string, document: IndexedDocument): object {
  const indexTime = { seconds: Math.floor(document.indexedAt.getTime() / 1000), nanos: 0 };
  return {
    name,
    id: document.id,
    structData: toProtobufStruct(document.structData),
    content: { mimeType: document.mimeType, uri: document.uri },
    indexTime,
    indexStatus: { indexTime },
  };
}
