import { createDatabase, type Database } from '@sylion/database';
import type { Queues } from '@sylion/queues';
import { createLogger, type Logger, type RunnableApp } from '@sylion/runtime';
import { createObjectStore, type ObjectStore } from '@sylion/storage';
import {
  connectTestQueues,
  createTestDatabase,
  createTestRedis,
  startGcsEmulator,
  startTestVertex,
  type TestDatabase,
  type TestVertex,
} from '@sylion/testbed';

import { readConfig } from '../src/config.ts';
import { startRagIngestWorker } from '../src/rag-ingest-worker.ts';

export const logger: Logger = createLogger({ app: 'test', level: 'silent' });

export interface Harness extends Pick<TestVertex, 'control' | 'calls'> {
  readonly testDatabase: TestDatabase;
  readonly database: Database;
  readonly queues: Queues;
  readonly store: ObjectStore;
  readonly vertexEndpoint: string;
  /** What a worker's process needs to find them all. */
  readonly environment: Readonly<Record<string, string>>;
  /** Starts one more worker in this process. */
  startWorker(changes?: Record<string, string>): Promise<RunnableApp>;
  /** Runs before everything else is stopped. */
  onStop(stop: () => Promise<void>): void;
  stop(): Promise<void>;
}

/** Real Postgres and Redis, emulators of Vertex AI, managed search and Cloud Storage, and workers. */
export async function startHarness(): Promise<Harness> {
  const [testDatabase, redis, gcs] = await Promise.all([createTestDatabase(), createTestRedis(), startGcsEmulator()]);
  const vertex = await startTestVertex({ gcsEndpoint: gcs.url });
  const database = createDatabase({ url: testDatabase.appUrl, applicationName: 'test', poolSize: 6, logger });
  const queues = await connectTestQueues(redis.url);
  const store = createObjectStore({ project: 'test', bucket: 'knowledge', apiEndpoint: gcs.url });
  await store.ensureBucket();
  const workers: RunnableApp[] = [];
  const stops: (() => Promise<void>)[] = [];
  const environment = {
    DATABASE_URL: testDatabase.appUrl,
    DATABASE_OWNER_URL: testDatabase.ownerUrl,
    REDIS_URL: redis.url,
    GOOGLE_CLOUD_PROJECT: 'test',
    GOOGLE_CLOUD_LOCATION: 'europe-west1',
    VERTEX_API_ENDPOINT: vertex.endpoint,
    VERTEX_SEARCH_DATA_STORE: 'knowledge',
    VERTEX_SEARCH_API_ENDPOINT: vertex.endpoint,
    GCS_BUCKET: 'knowledge',
    GCS_API_ENDPOINT: gcs.url,
    METRICS_PORT: '0',
    LOG_LEVEL: 'silent',
    SWEEP_INTERVAL_MS: '300',
  };
  return {
    testDatabase,
    database,
    queues,
    store,
    vertexEndpoint: vertex.endpoint,
    environment,
    startWorker: async (changes = {}) => {
      const worker = await startRagIngestWorker(readConfig({ ...environment, ...changes }));
      workers.push(worker);
      return worker;
    },
    control: vertex.control,
    calls: vertex.calls,
    onStop: (stop) => void stops.push(stop),
    stop: async () => {
      for (const stop of stops) await stop();
      for (const worker of workers) await worker.shutdown.run();
      await queues.close();
      await database.close();
      await vertex.stop();
      await gcs.stop();
      await redis.stop();
      await testDatabase.drop();
    },
  };
}
