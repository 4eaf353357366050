import { callMethod, type RawMethod } from '../call-method.ts';
import { openClients, type CallBounds } from '../open-clients.ts';
import { discoveryHost, serviceAddress } from '../service-address.ts';
import { loadDiscoveryClients, type DiscoveryClients } from './discovery-clients.js';
import type { RawOperation, RawSearchResponses } from './raw-search-service.ts';

/** A request, of which only the resource names are of interest here. */
export interface RawSearchRequest {
  name?: string;
  parent?: string;
  servingConfig?: string;
  schema?: { name: string; [field: string]: unknown };
  [field: string]: unknown;
}

/** Connections to the services of managed search, opened at the first call. */
export interface SearchService {
  call<Name extends keyof RawSearchResponses>(
    method: Name,
    request: RawSearchRequest,
    bounds: CallBounds,
  ): Promise<RawSearchResponses[Name]>;
  /** Where an operation stands; only an import's metadata and response are unpacked. */
  readOperation(name: string, bounds: CallBounds): Promise<RawOperation>;
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

const serviceOf: Record<keyof RawSearchResponses, keyof DiscoveryClients> = {
  getDataStore: 'DataStoreServiceClient',
  createDataStore: 'DataStoreServiceClient',
  getSchema: 'SchemaServiceClient',
  updateSchema: 'SchemaServiceClient',
  importDocuments: 'DocumentServiceClient',
  getDocument: 'DocumentServiceClient',
  deleteDocument: 'DocumentServiceClient',
  search: 'SearchServiceClient',
};

export function openSearchService(options: { project: string; location: string; apiEndpoint: string | undefined }): SearchService {
  const clients = openClients(options.project, loadDiscoveryClients);
  const address = serviceAddress(discoveryHost(options.location), options.apiEndpoint);
  return {
    async call<Name extends keyof RawSearchResponses>(method: Name, request: RawSearchRequest, bounds: CallBounds) {
      const { innerApiCalls } = await clients.connected(serviceOf[method], address, bounds);
      const inner = (innerApiCalls as Record<Name, RawMethod<RawSearchResponses[Name]>>)[method];
      return callMethod(inner, request, routingOf(request), bounds);
    },
    async readOperation(name, bounds) {
      const { operationsClient, descriptors } = await clients.connected('DocumentServiceClient', address, bounds);
      const operation = await callMethod(operationsClient.innerApiCalls.getOperation, { name }, { name }, bounds);
      if (!/\/operations\/import-documents-/.test(name)) return { done: operation.done ?? false, error: operation.error ?? null };
      const { metadataDecoder, responseDecoder } = descriptors.longrunning.importDocuments;
      return {
        done: operation.done ?? false,
        error: operation.error ?? null,
        metadata: operation.metadata && metadataDecoder(operation.metadata.value),
        response: operation.response && responseDecoder(operation.response.value),
      };
    },
    warmUp: () => clients.warmUp('SearchServiceClient'),
    close: () => clients.close(),
  };
}

function routingOf(request: RawSearchRequest): Record<string, string> {
  if (request.servingConfig) return { serving_config: request.servingConfig };
  if (request.parent) return { parent: request.parent };
  if (request.schema) return { 'schema.name': request.schema.name };
  return { name: request.name ?? '' };
}
