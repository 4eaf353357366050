import type { Server } from '@grpc/grpc-js';
import { loadServiceDefinitions } from '../vertex/load-service-definitions.ts';
import { dataStoreCalls } from './data-store-calls.ts';
import { discoveryCall } from './discovery-call.ts';
import type { NamedRequest } from './discovery-messages.ts';
import type { DiscoveryState } from './discovery-state.ts';
import { documentCalls } from './document-calls.ts';
import { schemaCalls } from './schema-calls.ts';
import { searchCalls } from './search-call.ts';

/** Lets a server speak the Discovery Engine API (Vertex AI Search), as far as managed search needs it. */
export function addDiscoveryServices(server: Server, state: DiscoveryState): void {
  const definitionOf = loadServiceDefinitions('discoveryengine');
  server.addService(definitionOf('google.cloud.discoveryengine.v1.DataStoreService'), dataStoreCalls(state));
  server.addService(definitionOf('google.cloud.discoveryengine.v1.SchemaService'), schemaCalls(state));
  server.addService(definitionOf('google.cloud.discoveryengine.v1.DocumentService'), documentCalls(state));
  server.addService(definitionOf('google.cloud.discoveryengine.v1.SearchService'), searchCalls(state));
  server.addService(definitionOf('google.longrunning.Operations'), {
    GetOperation: discoveryCall<NamedRequest>(
      state,
      'GetOperation',
      ({ name }) => ({ concerns: name }),
      ({ name }) => state.operation(name),
    ),
  });
}
