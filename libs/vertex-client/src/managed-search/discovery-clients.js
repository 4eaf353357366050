// Plain JavaScript beside hand-written declarations (discovery-clients.d.ts), for the reason given in google-clients.js.

import { gaxOfServices } from '../gax-of-services.ts';

const services = ['DataStoreService', 'SchemaService', 'DocumentService', 'SearchService'].map(
  (name) => `google.cloud.discoveryengine.v1.${name}`,
);

/** Loads the official clients; costs a good part of a second, so it happens at the first call. */
export async function loadDiscoveryClients() {
  const [dataStore, schema, document, search, grpc, gax] = await Promise.all([
    import('@google-cloud/discoveryengine/build/src/v1/data_store_service_client.js'),
    import('@google-cloud/discoveryengine/build/src/v1/schema_service_client.js'),
    import('@google-cloud/discoveryengine/build/src/v1/document_service_client.js'),
    import('@google-cloud/discoveryengine/build/src/v1/search_service_client.js'),
    import('@grpc/grpc-js'),
    import('google-gax'),
  ]);
  return {
    classes: {
      DataStoreServiceClient: dataStore.default.DataStoreServiceClient,
      SchemaServiceClient: schema.default.SchemaServiceClient,
      DocumentServiceClient: document.default.DocumentServiceClient,
      SearchServiceClient: search.default.SearchServiceClient,
    },
    gax: gaxOfServices(gax.default, services),
    createInsecureCredentials: () => grpc.default.credentials.createInsecure(),
  };
}
