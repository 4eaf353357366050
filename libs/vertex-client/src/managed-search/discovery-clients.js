// Plain JavaScript beside hand-written declarations (discovery-clients.d.ts), for the reason given in google-clients.js.

/** Loads the official clients; costs about half a second and 60 MB, so it happens at the first call. */
export async function loadDiscoveryClients() {
  const [dataStore, schema, document, search, grpc] = await Promise.all([
    import('@google-cloud/discoveryengine/build/src/v1/data_store_service_client.js'),
    import('@google-cloud/discoveryengine/build/src/v1/schema_service_client.js'),
    import('@google-cloud/discoveryengine/build/src/v1/document_service_client.js'),
    import('@google-cloud/discoveryengine/build/src/v1/search_service_client.js'),
    import('@grpc/grpc-js'),
  ]);
  return {
    classes: {
      DataStoreServiceClient: dataStore.default.DataStoreServiceClient,
      SchemaServiceClient: schema.default.SchemaServiceClient,
      DocumentServiceClient: document.default.DocumentServiceClient,
      SearchServiceClient: search.default.SearchServiceClient,
    },
    createInsecureCredentials: () => grpc.default.credentials.createInsecure(),
  };
}
