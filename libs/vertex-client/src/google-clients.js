// Plain JavaScript beside hand-written declarations (google-clients.d.ts), because the official declarations of these
// two classes weigh 20 MB: the type checker must never see them, while Node and the bundler need the literal names.

/** Loads the official clients; costs about a second and 50 MB, so it happens at the first call. */
export async function loadGoogleClients() {
  const [prediction, utility, grpc] = await Promise.all([
    import('@google-cloud/aiplatform/build/src/v1/prediction_service_client.js'),
    import('@google-cloud/aiplatform/build/src/v1/llm_utility_service_client.js'),
    import('@grpc/grpc-js'),
  ]);
  return {
    classes: {
      PredictionServiceClient: prediction.default.PredictionServiceClient,
      LlmUtilityServiceClient: utility.default.LlmUtilityServiceClient,
    },
    createInsecureCredentials: () => grpc.default.credentials.createInsecure(),
  };
}
