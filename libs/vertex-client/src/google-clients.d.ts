import type { Connection, GooglePackage } from './open-clients.ts';
import type { RawServiceMethods } from './raw-service.ts';

/** What a generated client class looks like to us. */
export interface GoogleClient extends Connection {
  /** The methods below the public ones: see call-method.ts for why they are preferred. */
  innerApiCalls: RawServiceMethods;
}

export function loadGoogleClients(): Promise<
  GooglePackage<{ PredictionServiceClient: GoogleClient; LlmUtilityServiceClient: GoogleClient }>
>;
