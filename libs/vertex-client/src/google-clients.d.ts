import type { RawServiceMethods } from './raw-service.ts';

/** What a generated client class looks like to us. */
export interface GoogleClient {
  initialize(): Promise<unknown>;
  /** The methods below the public ones: see open-service.ts for why they are preferred. */
  innerApiCalls: RawServiceMethods;
  close(): Promise<void>;
}

export type GoogleClientClass = new (options: {
  apiEndpoint: string;
  port?: number;
  projectId: string;
  sslCreds?: unknown;
}) => GoogleClient;

export function loadGoogleClients(): Promise<{
  PredictionServiceClient: GoogleClientClass;
  LlmUtilityServiceClient: GoogleClientClass;
  createInsecureCredentials(): unknown;
}>;
