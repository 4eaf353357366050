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
  /** Loads and parses what a connection needs, without making one. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

/** gRPC status numbers, as the official client's own errors carry them. */
const cancelled = 1;
const deadlineExceeded = 4;

type ServiceClass = 'PredictionServiceClient' | 'LlmUtilityServiceClient';
type Address = ReturnType<typeof serviceAddress>;

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
      const client = await within(
        clientFor(method === 'countTokens' ? 'LlmUtilityServiceClient' : 'PredictionServiceClient', location),
        bounds,
      );
      const [response] = await client.innerApiCalls[method](request, {
        timeout: bounds.timeoutMs,
        signal: bounds.signal,
        otherArgs: { headers: { 'x-goog-request-params': routingParameters(request) } },
      });
      return response as Awaited<ReturnType<RawServiceMethods[typeof method]>>[0];
    },
    async warmUp() {
      await makeClient('PredictionServiceClient', options.project, { host: 'localhost', port: 443, isInsecure: false });
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

async function connect(serviceClass: ServiceClass, project: string, address: Address): Promise<GoogleClient> {
  const client = await makeClient(serviceClass, project, address);
  await client.initialize();
  return client;
}

/** The package parses its protocol definitions when the first of its clients is made. */
async function makeClient(serviceClass: ServiceClass, project: string, address: Address): Promise<GoogleClient> {
  const google = await loadGoogleClients();
  return new google[serviceClass]({
    apiEndpoint: address.host,
    port: address.port,
    projectId: project,
    ...(address.isInsecure && { sslCreds: google.createInsecureCredentials() }),
  });
}

/** Waits for a connection no longer than its caller does; the connection is made all the same, for the next one. */
async function within(
  client: Promise<GoogleClient>,
  bounds: { timeoutMs: number; signal: AbortSignal | undefined },
): Promise<GoogleClient> {
  const timeout = AbortSignal.timeout(bounds.timeoutMs);
  const ended = AbortSignal.any(bounds.signal ? [timeout, bounds.signal] : [timeout]);
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = () =>
    reject(Object.assign(new Error('The client was not connected in time.'), { code: timeout.aborted ? deadlineExceeded : cancelled }));
  ended.addEventListener('abort', giveUp, { once: true });
  try {
    if (ended.aborted) giveUp();
    return await Promise.race([client, promise]);
  } finally {
    ended.removeEventListener('abort', giveUp);
  }
}
