import { loadGoogleClients, type GoogleClient } from './google-clients.js';
import type { RawServiceMethods } from './raw-service.ts';
import { serviceAddress } from './service-address.ts';

export type RawMethodName = keyof RawServiceMethods;

/** Connections to the services, one per endpoint, opened at the first call. */
export interface VertexService {
  call<Name extends RawMethodName>(
    method: Name,
    location: string,
    request: object & { model?: string; endpoint?: string },
    bounds: { timeoutMs: number; signal: AbortSignal | undefined },
  ): Promise<Awaited<ReturnType<RawServiceMethods[Name]>>[0]>;
  close(): Promise<void>;
}

type ServiceClass = 'PredictionServiceClient' | 'LlmUtilityServiceClient';

export function openService(options: { project: string; apiEndpoint: string | undefined }): VertexService {
  const clients = new Map<string, Promise<GoogleClient>>();
  const clientFor = (serviceClass: ServiceClass, location: string) => {
    const address = serviceAddress(location, options.apiEndpoint);
    const key = `${serviceClass} ${address.host}:${address.port}`;
    const client = clients.get(key) ?? connect(serviceClass, options.project, address);
    clients.set(key, client);
    // A client that could not be made (no credentials yet, say) is made anew next time.
    client.catch(() => clients.delete(key));
    return client;
  };
  return {
    async call(method, location, request, bounds) {
      const client = await clientFor(method === 'countTokens' ? 'LlmUtilityServiceClient' : 'PredictionServiceClient', location);
      const [response] = await client.innerApiCalls[method](request, {
        timeout: bounds.timeoutMs,
        signal: bounds.signal,
        otherArgs: { headers: { 'x-goog-request-params': routingParameters(request) } },
      });
      return response as Awaited<ReturnType<RawServiceMethods[typeof method]>>[0];
    },
    async close() {
      const opened = await Promise.allSettled(clients.values());
      clients.clear();
      await Promise.all(opened.map((client) => (client.status === 'fulfilled' ? client.value.close() : undefined)));
    },
  };
}

/**
 * The public methods of a generated client add the routing header and, after an error with details, parse all of the
 * package's 4 MB of protocol definitions anew; under throttling that would stall the process. So the methods below them are called.
 */
function routingParameters(request: { model?: string; endpoint?: string }): string {
  const name = request.endpoint ? 'endpoint' : 'model';
  return `${name}=${encodeURIComponent(request[name] ?? '')}`;
}

async function connect(serviceClass: ServiceClass, project: string, address: { host: string; port: number; isInsecure: boolean }): Promise<GoogleClient> {
  const google = await loadGoogleClients();
  const client = new google[serviceClass]({
    apiEndpoint: address.host,
    port: address.port,
    projectId: project,
    ...(address.isInsecure && { sslCreds: google.createInsecureCredentials() }),
  });
  await client.initialize();
  return client;
}
