import { randomBytes } from 'node:crypto';
import path from 'node:path';

import { freePort, repositoryRoot, startEmbeddedRedis } from '@sylion/launch/embedded';
import { superviseProcess } from '@sylion/launch/stack';

import { bundledApp, imageEnvironment } from '../platform/bundled-app.ts';

export interface RunningAdminApi {
  readonly url: string;
  readonly platformKey: string;
  stop(): Promise<void>;
}

const poolSize = 10;
/** Requests a minute that no bench reaches: they are counted as in production, and none is refused. */
const unlimited = '10000000';
/** Nothing that is measured calls Google. */
const nowhere = '127.0.0.1:9';

/** The real Admin API as a process of its own, on this database and a Redis of the benches'. */
export async function startAdminApi(databaseUrl: string): Promise<RunningAdminApi> {
  const home = path.join(repositoryRoot, '.local/bench');
  const redis = await startEmbeddedRedis({ home: path.join(home, 'redis') });
  try {
    const [port, metricsPort] = [await freePort(), await freePort()];
    const platformKey = `platform_${randomBytes(24).toString('base64url')}`;
    const app = await superviseProcess({
      name: 'admin-api',
      program: await bundledApp('admin-api'),
      logFile: path.join(home, 'logs', `admin-api-${process.pid}.log`),
      environment: {
        ...imageEnvironment,
        PATH: process.env.PATH ?? '',
        LOG_LEVEL: 'warn',
        DATABASE_URL: databaseUrl,
        DATABASE_POOL_SIZE: String(poolSize),
        REDIS_URL: redis.url,
        ADMIN_API_PORT: String(port),
        METRICS_PORT: String(metricsPort),
        ADMIN_API_PLATFORM_KEY: platformKey,
        RATE_LIMIT_READS_PER_MINUTE: unlimited,
        RATE_LIMIT_WRITES_PER_MINUTE: unlimited,
        SECRETS_KEYS: `bench:${randomBytes(32).toString('base64')}`,
        GOOGLE_CLOUD_PROJECT: 'bench',
        GOOGLE_CLOUD_LOCATION: 'europe-west1',
        VERTEX_API_ENDPOINT: nowhere,
        GCS_BUCKET: 'bench',
        GCS_API_ENDPOINT: `http://${nowhere}`,
        METADATA_SERVER_DETECTION: 'none',
      },
      isReady: async () => (await fetch(`http://127.0.0.1:${metricsPort}/readyz`)).ok,
    });
    return {
      url: `http://127.0.0.1:${port}`,
      platformKey,
      stop: async () => {
        await app.stop();
        await redis.stop();
      },
    };
  } catch (error) {
    await redis.stop();
    throw error;
  }
}
