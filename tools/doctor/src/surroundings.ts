import fs from 'node:fs';
import path from 'node:path';

/** Where the parts of a platform are, and what its apps are told. */
export interface Surroundings {
  readonly databaseUrl: string;
  /** Without it nobody can tell which migrations were run. */
  readonly ownerUrl: string | undefined;
  readonly redisUrl: string;
  readonly graphUrl: string;
  /** `host:port` of the models' service. */
  readonly vertexAddress: string;
  readonly storageUrl: string;
  /** What the apps are started with; undefined for the embedded stack, which tells them itself. */
  readonly environment: Readonly<Record<string, string | undefined>> | undefined;
  readonly isProduction: boolean;
}

/** Nothing says where the platform is. */
export class NothingToExamine extends Error {
  override name = 'NothingToExamine';
}

interface DevFile {
  readonly postgres: { readonly ownerUrl: string; readonly appUrl: string };
  readonly redis: { readonly url: string };
  readonly whatsappEmulator?: { readonly url: string };
  readonly vertexEmulator?: { readonly url: string };
  readonly gcsEmulator?: { readonly url: string };
}

/**
 * Of the platform that the environment describes, by the names of `.env.example`; without any, of the embedded stack that runs in this checkout.
 * @throws {NothingToExamine}
 */
export function readSurroundings(environment: Readonly<Record<string, string | undefined>>, root: string): Surroundings {
  const { DATABASE_URL, DATABASE_OWNER_URL, REDIS_URL, WHATSAPP_GRAPH_URL, VERTEX_API_ENDPOINT, GCS_API_ENDPOINT } = environment;
  const location = environment['GOOGLE_CLOUD_LOCATION'] || 'global';
  if (DATABASE_URL || REDIS_URL)
    return {
      databaseUrl: DATABASE_URL || '',
      ownerUrl: DATABASE_OWNER_URL || undefined,
      redisUrl: REDIS_URL || '',
      graphUrl: WHATSAPP_GRAPH_URL || 'https://graph.facebook.com',
      vertexAddress: VERTEX_API_ENDPOINT || `${location === 'global' ? '' : `${location}-`}aiplatform.googleapis.com:443`,
      storageUrl: GCS_API_ENDPOINT || 'https://storage.googleapis.com',
      environment,
      isProduction: environment['NODE_ENV'] === 'production',
    };
  const file = path.join(root, '.local', 'dev.json');
  if (!fs.existsSync(file))
    throw new NothingToExamine(
      'no stack runs here, and no DATABASE_URL says where another one is: start one with "npm start", or set the variables of .env.example',
    );
  const { postgres, redis, ...emulators } = JSON.parse(fs.readFileSync(file, 'utf8')) as DevFile;
  return {
    databaseUrl: postgres.appUrl,
    ownerUrl: postgres.ownerUrl,
    redisUrl: redis.url,
    graphUrl: emulators.whatsappEmulator?.url ?? 'https://graph.facebook.com',
    vertexAddress: new URL(emulators.vertexEmulator?.url ?? `https://${location}-aiplatform.googleapis.com:443`).host,
    storageUrl: emulators.gcsEmulator?.url ?? 'https://storage.googleapis.com',
    environment: undefined,
    isProduction: false,
  };
}
