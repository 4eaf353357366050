import { assertSafeRole, createDatabase } from '@sylion/database';
import { createQueues } from '@sylion/queues';
import { startApp, type AppParts, type RunnableApp } from '@sylion/runtime';
import { documentIngests } from '@sylion/schemas';
import { createObjectStore } from '@sylion/storage';
import { createManagedSearch, createVertexClient, DEFAULT_MODELS } from '@sylion/vertex-client';

import type { RagIngestConfig } from './config.ts';
import { createExtractor } from './extract/extract-text.ts';
import { ingestDocument } from './ingest/ingest-document.ts';
import type { IngestDependencies } from './ingest/ingest-context.ts';
import { createIngestMetrics } from './ingest-metrics.ts';
import { startSweepers } from './sweepers/start-sweepers.ts';

/** Text of a document beyond this is more than anybody asks a chat about: 20 million characters are some 8,000 pages. */
const maxTextCharacters = 20_000_000;
const maxInflatedBytes = 500 * 1024 * 1024;
const redirects = 5;

/** Turns one document into searchable chunks. */
export const startRagIngestWorker = (config: RagIngestConfig): Promise<RunnableApp> =>
  startApp('rag-ingest-worker', config, (parts) => assemble(config, parts));

async function assemble(config: RagIngestConfig, { logger, metrics, shutdown }: AppParts) {
  const measured = createIngestMetrics(metrics);
  const database = createDatabase({
    url: config.DATABASE_URL,
    applicationName: 'rag-ingest-worker',
    poolSize: config.DATABASE_POOL_SIZE,
    logger,
  });
  shutdown.add('database', database.close);
  await assertSafeRole(database);
  const queues = createQueues({ url: config.REDIS_URL, logger });
  shutdown.add('queues', queues.close);
  const google = { project: config.GOOGLE_CLOUD_PROJECT, logger };
  const vertex = createVertexClient({
    ...google,
    location: config.GOOGLE_CLOUD_LOCATION,
    apiEndpoint: config.VERTEX_API_ENDPOINT,
    models: DEFAULT_MODELS,
  });
  shutdown.add('vertex', vertex.close);
  const managed = config.VERTEX_SEARCH_DATA_STORE
    ? createManagedSearch({
        ...google,
        location: config.VERTEX_SEARCH_LOCATION,
        dataStore: config.VERTEX_SEARCH_DATA_STORE,
        apiEndpoint: config.VERTEX_SEARCH_API_ENDPOINT,
      })
    : undefined;
  if (managed) shutdown.add('managed search', managed.close);

  const extractor = createExtractor(
    {
      timeoutMs: config.EXTRACT_TIMEOUT_MS,
      memoryMegabytes: config.EXTRACT_MEMORY_MB,
      maxPages: config.EXTRACT_MAX_PAGES,
      maxInflatedBytes,
      maxTextCharacters,
    },
    { concurrency: config.INGEST_CONCURRENCY },
  );
  shutdown.add('readers of documents', extractor.close);

  const dependencies: IngestDependencies = {
    database,
    store: createObjectStore({ project: config.GOOGLE_CLOUD_PROJECT, bucket: config.GCS_BUCKET, apiEndpoint: config.GCS_API_ENDPOINT }),
    vertex,
    managed,
    logger,
    maxBytes: config.UPLOAD_MAX_BYTES,
    web: { timeoutMs: config.WEB_FETCH_TIMEOUT_MS, redirects },
    extractor,
    modelTimeoutMs: config.MODEL_TIMEOUT_MS,
    sliceMs: config.INGEST_SLICE_MS,
    isDraining: () => shutdown.hasBegun,
    onStage: measured.stage,
    onTokens: measured.tokens,
  };
  const ingests = queues.consume({
    contract: documentIngests,
    concurrency: config.INGEST_CONCURRENCY,
    onOutcome: measured.job,
    handle: (ingest, job) => ingestDocument(ingest, job, dependencies),
  });
  shutdown.addWorker('document_ingests', ingests.close);
  startSweepers({ config, database, queues, logger, shutdown });
  return { checks: { postgres: database.ping, redis: queues.ping }, pool: database.load };
}
