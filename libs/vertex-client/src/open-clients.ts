import type { Gax } from './gax-of-services.ts';
import type { ServiceAddress } from './service-address.ts';

/** The part of a generated client that is needed to keep it. */
export interface Connection {
  initialize(): Promise<unknown>;
  close(): Promise<void>;
}

/** What a loader of one of Google's packages gives us. */
export interface GooglePackage<Clients> {
  classes: { [Name in keyof Clients]: new (options: ConnectionOptions, gax: Gax) => Clients[Name] };
  /** What the clients are made with instead of their own. */
  gax: Gax;
  createInsecureCredentials(): unknown;
}

interface ConnectionOptions {
  apiEndpoint: string;
  port?: number;
  projectId: string;
  sslCreds?: unknown;
}

export interface CallBounds {
  timeoutMs: number;
  signal: AbortSignal | undefined;
}

/** The clients of one package: one per service and address, made and connected at the first call. */
export interface OpenClients<Clients> {
  connected<Name extends keyof Clients>(service: Name, address: ServiceAddress, bounds: CallBounds): Promise<Clients[Name]>;
  /** Loads and parses what a connection needs, without making one. */
  warmUp(service: keyof Clients): Promise<void>;
  close(): Promise<void>;
}

/** gRPC status numbers, as the official client's own errors carry them. */
const cancelled = 1;
const deadlineExceeded = 4;

export function openClients<Clients extends { [Name in keyof Clients]: Connection }>(
  project: string,
  load: () => Promise<GooglePackage<Clients>>,
): OpenClients<Clients> {
  const clients = new Map<string, Promise<Connection>>();

  /** The package parses its protocol definitions when the first of its clients is made. */
  async function make<Name extends keyof Clients>(service: Name, address: ServiceAddress): Promise<Clients[Name]> {
    const { classes, gax, createInsecureCredentials } = await load();
    const options = {
      apiEndpoint: address.host,
      port: address.port,
      projectId: project,
      ...(address.isInsecure && { sslCreds: createInsecureCredentials() }),
    };
    return new classes[service](options, gax);
  }

  async function connect<Name extends keyof Clients>(service: Name, address: ServiceAddress): Promise<Clients[Name]> {
    const client = await make(service, address);
    await client.initialize();
    return client;
  }

  return {
    connected<Name extends keyof Clients>(service: Name, address: ServiceAddress, bounds: CallBounds) {
      const key = `${String(service)} ${address.host}:${address.port}`;
      const client = (clients.get(key) as Promise<Clients[Name]> | undefined) ?? connect(service, address);
      clients.set(key, client);
      // A client that could not be made (no credentials yet, say) is made anew next time.
      client.catch(() => clients.delete(key));
      return within(client, bounds);
    },
    async warmUp(service) {
      await make(service, { host: 'localhost', port: 443, isInsecure: false });
    },
    async close() {
      const opened = await Promise.allSettled(clients.values());
      clients.clear();
      await Promise.all(opened.map((client) => (client.status === 'fulfilled' ? client.value.close() : undefined)));
    },
  };
}

/** Waits for a connection no longer than its caller does; the connection is made all the same, for the next one. */
async function within<Client>(client: Promise<Client>, bounds: CallBounds): Promise<Client> {
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
