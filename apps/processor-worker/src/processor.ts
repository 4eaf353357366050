import { assertSafeRole, createDatabase, listUnanswered, oldestUnansweredSeconds } from '@sylion/database';
import { createQueues } from '@sylion/queues';
import { createLogger, createMetrics, repeat, Shutdown, startHealthServer, startTracing, type RunnableApp } from '@sylion/runtime';
import { incomingMessages } from '@sylion/schemas';
import { createVertexClient, DEFAULT_MODELS } from '@sylion/vertex-client';

import type { ProcessorConfig } from './config.ts';
import { createProcessorMetrics } from './processor-metrics.ts';
import { handleTurn, type TurnDependencies } from './turn/handle-turn.ts';

const sweepAgeMs = 5_000;

/** Turns unanswered messages into one reply per turn. */
export async function startProcessor(config: ProcessorConfig): Promise<RunnableApp> {
  const logger = createLogger({ app: 'processor-worker', level: config.LOG_LEVEL });
  const metrics = createMetrics('processor-worker');
  const observe = createProcessorMetrics(metrics);
  const shutdown = new Shutdown(logger);
  shutdown.add('tracing', startTracing({ app: 'processor-worker', endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT }));

  const database = createDatabase({ url: config.DATABASE_URL, applicationName: 'processor-worker', poolSize: config.DATABASE_POOL_SIZE, logger });
  shutdown.add('database', database.close);
  await assertSafeRole(database);
  const queues = createQueues({ url: config.REDIS_URL, logger });
  shutdown.add('queues', queues.close);
  const vertex = createVertexClient({ project: config.GOOGLE_CLOUD_PROJECT, location: config.GOOGLE_CLOUD_LOCATION, apiEndpoint: config.VERTEX_API_ENDPOINT, models: DEFAULT_MODELS, logger });
  shutdown.add('vertex', vertex.close);
  await vertex.warmUp();

  const dependencies: TurnDependencies = { database, queues, vertex, modelTimeoutMs: config.MODEL_TIMEOUT_MS, logger, onTurn: observe.turn };
  const incoming = queues.consume({ contract: incomingMessages, concurrency: config.TURN_CONCURRENCY, onOutcome: observe.job, handle: (nudge, job) => handleTurn(nudge, job, dependencies) });
  shutdown.add('incoming_messages', incoming.close);
  shutdown.add('unanswered sweeper', repeat('unanswered sweeper', config.SWEEP_INTERVAL_MS, async () => {
    for (const key of await listUnanswered(database, sweepAgeMs)) await queues.publish(incomingMessages, { version: 1, ...key });
    observe.unansweredAge(await oldestUnansweredSeconds(database));
  }, logger));

  const health = await startHealthServer({ port: config.METRICS_PORT, metrics, isAccepting: () => !shutdown.hasBegun, checks: { postgres: database.ping, redis: queues.ping } });
  shutdown.add('health server', health.close);
  logger.info({ metricsPort: health.port }, 'processor-worker is up');
  return { shutdown };
}
