import { createDatabase, type Database } from '@sylion/database';
import { createQueues, type Queues } from '@sylion/queues';
import { createLogger, type Logger, type RunnableApp } from '@sylion/runtime';
import { createObjectStore, type ObjectStore } from '@sylion/storage';
import { createTestDatabase, createTestRedis, startGcsEmulator, startVertexEmulator, type TestDatabase } from '@sylion/testbed';

import { readConfig } from '../src/config.ts';
import { startRagIngestWorker } from '../src/rag-ingest-worker.ts';

export const logger: Logger = createLogger({ app: 'test', level: 'silent' });

/** What the Vertex emulator tells of one call. */
export interface LoggedCall {
  readonly method: string;
  readonly state: 'running' | 'ok' | 'error' | 'cancelled';
  readonly totalTokens: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly request: { readonly texts?: readonly string[] };
}

export interface Harness {
  readonly testDatabase: TestDatabase;
  readonly database: Database;
  readonly queues: Queues;
  readonly store: ObjectStore;
  readonly vertexEndpoint: string;
  /** What a worker's process needs to find them all. */
  readonly environment: Readonly<Record<string, string>>;
  /** Starts one more worker in this process. */
  startWorker(changes?: Record<string, string>): Promise<RunnableApp>;
  /** Sets the Vertex emulator; what is not named goes back to its default. */
  control(settings: object): Promise<void>;
  calls(tenantId: string): Promise<LoggedCall[]>;
  /** Runs before everything else is stopped. */
  onStop(stop: () => Promise<void>): void;
  stop(): Promise<void>;
}

/** Real Postgres and Redis, emulators of Vertex AI, managed search and Cloud Storage, and workers. */
export async function startHarness(): Promise<Harness> {
  const [testDatabase, redis, gcs] = await Promise.all([createTestDatabase(), createTestRedis(), startGcsEmulator()]);
  const vertex = await startVertexEmulator({ gcsEndpoint: gcs.url });
  const database = createDatabase({ url: testDatabase.appUrl, applicationName: 'test', poolSize: 6, logger });
  const queues = createQueues({ url: redis.url, logger });
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
    control: async (settings) => {
      await fetch(`${vertex.controlUrl}/_control`, { method: 'DELETE' });
      const response = await fetch(`${vertex.controlUrl}/_control`, {
        method: 'POST',
        body: JSON.stringify(settings),
        headers: { 'content-type': 'application/json' },
      });
      if (!response.ok) throw new Error(`the emulator refused its settings: ${await response.text()}`);
    },
    calls: async (tenantId) => {
      const calls = (await (await fetch(`${vertex.controlUrl}/_log`)).json()) as LoggedCall[];
      return calls.filter(({ labels }) => labels.tenant_id === tenantId);
    },
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
