import { assertSafeRole, createDatabase, listStuckDocuments } from '@sylion/database';
import { createQueues } from '@sylion/queues';
import { repeat, startApp, type AppParts, type RunnableApp } from '@sylion/runtime';
import { documentIngests } from '@sylion/schemas';

import type { RagIngestConfig } from './config.ts';
import { ingestDocument } from './ingest-document.ts';

const sweepAgeMs = 60_000;
const concurrency = 2;

/** Turns one document into searchable chunks. */
export const startRagIngestWorker = (config: RagIngestConfig): Promise<RunnableApp> =>
  startApp('rag-ingest-worker', config, (parts) => assemble(config, parts));

async function assemble(config: RagIngestConfig, { logger, metrics, shutdown }: AppParts) {
  const jobs = metrics.counter('rag_ingest_jobs_total', 'Jobs by outcome', ['outcome']);
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
  const ingests = queues.consume({
    contract: documentIngests,
    concurrency,
    onOutcome: (outcome) => jobs.inc({ outcome }),
    handle: (ingest) => ingestDocument(ingest, { database }),
  });
  shutdown.add('document_ingests', ingests.close);
  shutdown.add(
    'document sweeper',
    repeat(
      'document sweeper',
      config.SWEEP_INTERVAL_MS,
      async () => {
        for (const key of await listStuckDocuments(database, sweepAgeMs)) await queues.publish(documentIngests, { version: 1, ...key });
      },
      logger,
    ),
  );
  return { checks: { postgres: database.ping, redis: queues.ping } };
}
