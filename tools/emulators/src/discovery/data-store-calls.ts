import { status, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { ServiceError } from '../vertex/service-error.ts';
import type { DataStore } from './data-store.ts';
import { discoveryCall } from './discovery-call.ts';
import type { CreateDataStoreRequest, NamedRequest } from './discovery-messages.ts';
import type { DiscoveryState } from './discovery-state.ts';
import { messageType } from './message-type.ts';

const defaultChunkSize = 500;

/** DataStoreService: Get and Create. */
export function dataStoreCalls(state: DiscoveryState): UntypedServiceImplementation {
  return {
    GetDataStore: discoveryCall<NamedRequest>(
      state,
      'GetDataStore',
      ({ name }) => ({ concerns: name }),
      ({ name }) => toMessage(state.dataStore(name)),
    ),
    CreateDataStore: discoveryCall<CreateDataStoreRequest>(
      state,
      'CreateDataStore',
      ({ parent, dataStoreId }) => ({ concerns: `${parent}/dataStores/${dataStoreId}` }),
      (request) => {
        const store = toDataStore(request);
        if (state.dataStores.has(store.name)) throw new ServiceError(status.ALREADY_EXISTS, `DataStore ${store.name} already exists.`);
        state.dataStores.set(store.name, store);
        const response = { '@type': messageType('DataStore'), ...toMessage(store) };
        return state.finishedOperation(request.parent, 'create-data-store', messageType('CreateDataStoreMetadata'), response);
      },
    ),
  };
}

function toDataStore({ parent, dataStoreId, dataStore }: CreateDataStoreRequest): DataStore {
  if (!/^projects\/[^/]+\/locations\/[^/]+\/collections\/default_collection$/.test(parent))
    throw new ServiceError(status.INVALID_ARGUMENT, `Invalid parent: ${parent}`);
  if (!/^[a-z]([a-z0-9_-]{0,61}[a-z0-9])?$/.test(dataStoreId))
    throw new ServiceError(status.INVALID_ARGUMENT, `Invalid data_store_id: ${dataStoreId}`);
  if (!dataStore?.displayName) throw new ServiceError(status.INVALID_ARGUMENT, 'data_store.display_name is required.');
  const chunking = dataStore.documentProcessingConfig?.chunkingConfig?.layoutBasedChunkingConfig;
  const chunkSize = chunking ? chunking.chunkSize || defaultChunkSize : undefined;
  if (chunkSize !== undefined && (chunkSize < 100 || chunkSize > 500))
    throw new ServiceError(status.INVALID_ARGUMENT, 'chunk_size must be in the range of [100, 500].');
  const { displayName, contentConfig, industryVertical, solutionTypes } = dataStore;
  return {
    name: `${parent}/dataStores/${dataStoreId}`,
    ...{ displayName, contentConfig, industryVertical, solutionTypes, chunkSize },
    schema: { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', properties: {} },
    documents: new Map(),
  };
}

function toMessage(store: DataStore): object {
  const { name, displayName, contentConfig, industryVertical, solutionTypes, chunkSize } = store;
  return {
    ...{ name, displayName, contentConfig, industryVertical, solutionTypes },
    defaultSchemaId: 'default_schema',
    ...(chunkSize !== undefined && {
      documentProcessingConfig: {
        name: `${name}/documentProcessingConfig`,
        chunkingConfig: { layoutBasedChunkingConfig: { chunkSize } },
      },
    }),
  };
}
