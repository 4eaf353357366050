import { randomBytes } from 'node:crypto';
import path from 'node:path';

import { Redis } from 'ioredis';

import { repositoryRoot, startEmbeddedRedis } from '@sylion/launch/embedded';

import { openBenchDatabase, type BenchDatabase } from '../server/bench-database.ts';
import { withClient } from '../server/with-client.ts';
import { parentOf } from './process-usage.ts';
import { seedChannels, type BenchChannel } from './seed-channels.ts';

/** Everything that our apps need around them, with fresh data, and nothing of them running yet. */
export interface BenchPlatform {
  readonly database: BenchDatabase;
  readonly channels: readonly BenchChannel[];
  readonly redis: Redis;
  readonly redisUrl: string;
  readonly appSecret: string;
  /** The servers, whose work counts as ours. */
  readonly pids: { readonly postgres: number; readonly redis: number };
  /** What every app is told. */
  readonly environment: Readonly<Record<string, string>>;
  /**
   * Tells Postgres how large its tables have become, as its autovacuum does within the first minute of a new database: until then it plans as
   * for empty ones, and reads what it should look up.
   */
  analyze(): Promise<void>;
  close(): Promise<void>;
}

/** Nothing that is measured calls Google's storage. */
const nowhere = 'http://127.0.0.1:9';

export async function openPlatform(superuserUrl: string, name: string, channelCount: number): Promise<BenchPlatform> {
  const database = await openBenchDatabase({ name, superuserUrl, version: 'empty', isMigrated: true, fresh: true });
  const secret = { id: 'bench', key: randomBytes(32) };
  const channels = await seedChannels(database.appUrl, secret, channelCount);
  const server = await startEmbeddedRedis({ home: path.join(repositoryRoot, '.local/bench/redis') });
  const redis = new Redis(server.url);
  await redis.flushall();
  const appSecret = randomBytes(16).toString('hex');
  return {
    database,
    channels,
    redis,
    redisUrl: server.url,
    appSecret,
    pids: { postgres: await readServerPid(superuserUrl), redis: Number(/process_id:(\d+)/.exec(await redis.info('server'))?.[1]) },
    environment: {
      PATH: process.env.PATH ?? '',
      LOG_LEVEL: 'warn',
      DATABASE_URL: database.appUrl,
      REDIS_URL: server.url,
      SECRETS_KEYS: `${secret.id}:${secret.key.toString('base64')}`,
      GOOGLE_CLOUD_PROJECT: 'bench',
      GOOGLE_CLOUD_LOCATION: 'europe-west1',
      METADATA_SERVER_DETECTION: 'none',
      GCS_BUCKET: 'bench',
      GCS_API_ENDPOINT: nowhere,
      WHATSAPP_APP_SECRET: appSecret,
      WHATSAPP_VERIFY_TOKEN: randomBytes(16).toString('hex'),
      WHATSAPP_GRAPH_URL: nowhere,
    },
    analyze: () => withClient(database.superuserUrl, async (client) => void (await client.query('analyze'))),
    close: async () => {
      redis.disconnect();
      await server.stop();
    },
  };
}

const readServerPid = (superuserUrl: string): Promise<number> =>
  withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return parentOf(rows[0]?.pid ?? 0);
  });
