// Plain JavaScript beside hand-written declarations (google-clients.d.ts), because the official declarations of these
// two classes weigh 20 MB: the type checker must never see them, while Node and the bundler need the literal names.

import { gaxOfServices } from './gax-of-services.ts';

const services = ['google.cloud.aiplatform.v1.PredictionService', 'google.cloud.aiplatform.v1.LlmUtilityService'];

/** Loads the official clients; costs about half a second, so it happens at the first call. */
export async function loadGoogleClients() {
  const [prediction, utility, grpc, gax] = await Promise.all([
    import('@google-cloud/aiplatform/build/src/v1/prediction_service_client.js'),
    import('@google-cloud/aiplatform/build/src/v1/llm_utility_service_client.js'),
    import('@grpc/grpc-js'),
    import('google-gax'),
  ]);
  return {
    classes: {
      PredictionServiceClient: prediction.default.PredictionServiceClient,
      LlmUtilityServiceClient: utility.default.LlmUtilityServiceClient,
    },
    gax: gaxOfServices(gax.default, services),
    createInsecureCredentials: () => grpc.default.credentials.createInsecure(),
  };
}
