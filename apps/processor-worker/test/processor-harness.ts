import { createDatabase, type Database } from '@sylion/database';
import type { Queues } from '@sylion/queues';
import { createLogger, type Logger, type RunnableApp } from '@sylion/runtime';
import { connectTestQueues, createTestDatabase, createTestRedis, startTestVertex, type TestRedis, type TestVertex } from '@sylion/testbed';

import { readConfig } from '../src/config.ts';
import { startProcessor } from '../src/processor.ts';

export const logger: Logger = createLogger({ app: 'test', level: 'silent' });

export interface Harness extends Pick<TestVertex, 'control' | 'calls'> {
  readonly database: Database;
  readonly queues: Queues;
  readonly redis: TestRedis;
  readonly vertexEndpoint: string;
  /** What a processor's process needs to find them all. */
  readonly environment: Readonly<Record<string, string>>;
  /** Starts one more processor on the same Postgres, Redis and model. */
  startProcessor(changes?: Record<string, string>): Promise<RunnableApp>;
  /** Takes a table away, as its owner: whoever reads it fails, or (`waits`) stands still. Returns what brings it back. */
  takeAway(table: string, what: 'fails' | 'waits'): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

/** Real Postgres and Redis, the model's emulator, and processors in this process. */
export async function startHarness(): Promise<Harness> {
  const [testDatabase, redis, vertex] = await Promise.all([createTestDatabase(), createTestRedis(), startTestVertex()]);
  const database = createDatabase({ url: testDatabase.appUrl, applicationName: 'test', poolSize: 6, logger });
  const owner = createDatabase({ url: testDatabase.ownerUrl, applicationName: 'test owner', poolSize: 2, logger });
  const queues = await connectTestQueues(redis.url);
  const processors: RunnableApp[] = [];
  const environment = {
    DATABASE_URL: testDatabase.appUrl,
    REDIS_URL: redis.url,
    GOOGLE_CLOUD_PROJECT: 'test',
    GOOGLE_CLOUD_LOCATION: 'europe-west1',
    VERTEX_API_ENDPOINT: vertex.endpoint,
    METRICS_PORT: '0',
    LOG_LEVEL: 'silent',
    SWEEP_INTERVAL_MS: '300',
  };
  return {
    database,
    queues,
    redis,
    vertexEndpoint: vertex.endpoint,
    environment,
    startProcessor: async (changes = {}) => {
      const processor = await startProcessor(readConfig({ ...environment, ...changes }));
      processors.push(processor);
      return processor;
    },
    control: vertex.control,
    calls: vertex.calls,
    takeAway: async (table, what) => {
      const away = `${table}_away`;
      const transaction = await owner.unscoped.startTransaction().execute();
      await transaction.schema.alterTable(table).renameTo(away).execute();
      if (what === 'waits') return () => transaction.rollback().execute();
      await transaction.commit().execute();
      return () => owner.unscoped.schema.alterTable(away).renameTo(table).execute();
    },
    stop: async () => {
      for (const processor of processors) await processor.shutdown.run();
      await queues.close();
      await database.close();
      await owner.close();
      await vertex.stop();
      await redis.stop();
      await testDatabase.drop();
    },
  };
}
