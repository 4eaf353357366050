import path from 'node:path';

import { freePort } from '../embedded/free-port.ts';
import type { Log } from '../embedded/report-step.ts';
import { chooseEmulated } from './choose-emulated.ts';
import { createBucket } from './create-bucket.ts';
import { inheritedEnvironment } from './inherited-environment.ts';
import type { AppName } from './start-apps.ts';
import { startEmulators, type Emulators } from './start-emulators.ts';
import { startServers, type Servers, type ServersOptions } from './start-servers.ts';
import { readStackSecrets, type StackSecrets } from './stack-secrets.ts';

export interface GroundOptions extends Pick<ServersOptions, 'bringUpToDate'> {
  /** Folder for data, logs and secrets of this stack. */
  readonly home: string;
  readonly log: Log;
  /** Variables that win over what the stack would choose; DESIGN §9's names switch from embedded to real services. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Everything that the apps stand on, and what to tell them of it. */
export interface Ground {
  readonly gatewayUrl: string;
  readonly adminApiUrl: string;
  readonly servers: Servers;
  /** Undefined when the environment names real WhatsApp and Google services. */
  readonly emulators: Emulators | undefined;
  /** Whether the phone page is the other end of our numbers. */
  readonly isWhatsAppEmulated: boolean;
  readonly secrets: StackSecrets;
  readonly environmentOf: (app: AppName) => Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts servers and emulators, in the order in which they need each other, and brings the schema up to date. */
export async function startGround({ home, log, environment: given, bringUpToDate }: GroundOptions): Promise<Ground> {
  const environment: Readonly<Record<string, string | undefined>> = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== ''),
  );
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const group of stops.splice(0).reverse()) await group();
  };
  try {
    const secrets = readStackSecrets(home);
    const servers = await startServers({
      home,
      log,
      databaseUrl: environment.DATABASE_URL,
      databaseOwnerUrl: environment.DATABASE_OWNER_URL,
      redisUrl: environment.REDIS_URL,
      bringUpToDate,
    });
    stops.push(servers.stop);
    const gatewayPort = Number(environment.GATEWAY_PORT ?? 0) || (await freePort());
    const adminApiPort = Number(environment.ADMIN_API_PORT ?? 0) || (await freePort());
    const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
    const appSecret = environment.WHATSAPP_APP_SECRET ?? secrets.appSecret;
    const inherited = inheritedEnvironment(environment);
    const emulated = chooseEmulated(environment);
    const emulators = Object.values(emulated).includes(true)
      ? await startEmulators({
          webhookUrl: `${gatewayUrl}/webhooks/whatsapp`,
          appSecret,
          objectFolder: path.join(home, 'objects'),
          logFile: path.join(home, 'logs', 'emulators.log'),
          environment: inherited,
        })
      : undefined;
    if (emulators) stops.push(emulators.process.stop);

    const common = {
      ...inherited,
      DATABASE_URL: servers.appUrl,
      REDIS_URL: servers.redisUrl,
      SECRETS_KEYS: environment.SECRETS_KEYS ?? secrets.secretsKeys,
      GATEWAY_PORT: String(gatewayPort),
      GATEWAY_PUBLIC_URL: environment.GATEWAY_PUBLIC_URL ?? gatewayUrl,
      ADMIN_API_PORT: String(adminApiPort),
      ADMIN_API_PLATFORM_KEY: environment.ADMIN_API_PLATFORM_KEY ?? secrets.platformKey,
      WHATSAPP_APP_SECRET: appSecret,
      WHATSAPP_VERIFY_TOKEN: environment.WHATSAPP_VERIFY_TOKEN ?? secrets.verifyToken,
      GOOGLE_CLOUD_PROJECT: environment.GOOGLE_CLOUD_PROJECT ?? 'local',
      GOOGLE_CLOUD_LOCATION: environment.GOOGLE_CLOUD_LOCATION ?? 'europe-west1',
      GCS_BUCKET: environment.GCS_BUCKET ?? 'sylion-local',
      ...(emulators && emulated.whatsapp ? { WHATSAPP_GRAPH_URL: emulators.whatsappUrl } : {}),
      ...(emulators && emulated.vertex
        ? {
            VERTEX_API_ENDPOINT: emulators.vertexEndpoint,
            VERTEX_SEARCH_API_ENDPOINT: emulators.vertexEndpoint,
            VERTEX_SEARCH_DATA_STORE: 'sylion-local',
          }
        : {}),
      ...(emulators && emulated.storage ? { GCS_API_ENDPOINT: emulators.gcsUrl } : {}),
      ...(environment.GOOGLE_CLOUD_PROJECT ? {} : { METADATA_SERVER_DETECTION: 'none' }),
    };
    if (emulators && emulated.storage) await createBucket(emulators.gcsUrl, common.GCS_BUCKET);
    const environmentOf = (app: AppName): Record<string, string> =>
      app === 'rag-ingest-worker' ? { ...common, DATABASE_OWNER_URL: servers.ownerUrl } : common;
    return {
      gatewayUrl,
      adminApiUrl: `http://127.0.0.1:${adminApiPort}`,
      servers,
      emulators,
      isWhatsAppEmulated: emulated.whatsapp,
      secrets: { ...secrets, appSecret, verifyToken: common.WHATSAPP_VERIFY_TOKEN, platformKey: common.ADMIN_API_PLATFORM_KEY },
      environmentOf,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
