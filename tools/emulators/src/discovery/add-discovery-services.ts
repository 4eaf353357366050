import type { Server } from '@grpc/grpc-js';
import { loadServiceDefinitions } from '../vertex/load-service-definitions.ts';
import { dataStoreCalls } from './data-store-calls.ts';
import { discoveryCall } from './discovery-call.ts';
import type { NamedRequest } from './discovery-messages.ts';
import type { DiscoveryState } from './discovery-state.ts';
import { documentCalls } from './document-calls.ts';
import { schemaCalls } from './schema-calls.ts';
import { searchCalls } from './search-call.ts';

const services = {
  dataStore: 'google.cloud.discoveryengine.v1.DataStoreService',
  schema: 'google.cloud.discoveryengine.v1.SchemaService',
  document: 'google.cloud.discoveryengine.v1.DocumentService',
  search: 'google.cloud.discoveryengine.v1.SearchService',
} as const;
const operations = 'google.longrunning.Operations';

/** Lets a server speak the Discovery Engine API (Vertex AI Search), as far as managed search needs it. */
export function addDiscoveryServices(server: Server, state: DiscoveryState): void {
  const definitions = loadServiceDefinitions('discoveryengine', [...Object.values(services), operations]);
  server.addService(definitions[services.dataStore], dataStoreCalls(state));
  server.addService(definitions[services.schema], schemaCalls(state));
  server.addService(definitions[services.document], documentCalls(state));
  server.addService(definitions[services.search], searchCalls(state));
  server.addService(definitions[operations], {
    GetOperation: discoveryCall<NamedRequest>(
      state,
      'GetOperation',
      ({ name }) => ({ concerns: name }),
      ({ name }) => state.operation(name),
    ),
  });
}
