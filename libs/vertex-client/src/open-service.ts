import { callMethod } from './call-method.ts';
import { loadGoogleClients } from './google-clients.js';
import { openClients, type CallBounds } from './open-clients.ts';
import type { RawResponses } from './raw-service.ts';
import { serviceAddress, vertexHost } from './service-address.ts';

/** Connections to the model services, one per endpoint, opened at the first call. */
export interface VertexService {
  call<Name extends keyof RawResponses>(
    method: Name,
    location: string,
    request: object & { model?: string; endpoint?: string },
    bounds: CallBounds,
  ): Promise<RawResponses[Name]>;
  /** Loads and parses what a connection needs, without making one. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

export function openService(options: { project: string; apiEndpoint: string | undefined }): VertexService {
  const clients = openClients(options.project, loadGoogleClients);
  return {
    async call<Name extends keyof RawResponses>(
      method: Name,
      location: string,
      request: object & { model?: string; endpoint?: string },
      bounds: CallBounds,
    ) {
      const service = method === 'countTokens' ? 'LlmUtilityServiceClient' : 'PredictionServiceClient';
      const client = await clients.connected(service, serviceAddress(vertexHost(location), options.apiEndpoint), bounds);
      const routed = request.endpoint ? 'endpoint' : 'model';
      return callMethod<RawResponses[Name]>(client.innerApiCalls[method], request, { [routed]: request[routed] ?? '' }, bounds);
    },
    warmUp: () => clients.warmUp('PredictionServiceClient'),
    close: () => clients.close(),
  };
}
