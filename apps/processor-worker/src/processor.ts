import { assertSafeRole, beatWhileAlive, createDatabase, listOpenTasks, listStuckPlaygroundRuns, listUnanswered } from '@sylion/database';
import { createQueues } from '@sylion/queues';
import { repeat, startApp, type AppParts, type Logger, type RunnableApp } from '@sylion/runtime';
import { incomingMessages, modelTasks, newId, playgroundRuns } from '@sylion/schemas';
import { createManagedSearch, createVertexClient, DEFAULT_MODELS, type ManagedSearch } from '@sylion/vertex-client';

import type { ProcessorConfig } from './config.ts';
import { handleRun } from './playground/handle-run.ts';
import { createProcessorMetrics } from './processor-metrics.ts';
import { askModel } from './tasks/ask-model.ts';
import { handleTurn, type TurnDependencies } from './turn/handle-turn.ts';

const sweepAgeMs = 5_000;
/** Who tries things out takes little from who answers end users. */
const playgroundConcurrency = 5;
const taskConcurrency = 4;

/** Turns unanswered messages into one reply per turn. */
export const startProcessor = (config: ProcessorConfig): Promise<RunnableApp> =>
  startApp('processor-worker', config, (parts) => assemble(config, parts));

async function assemble(config: ProcessorConfig, { logger, metrics, shutdown }: AppParts) {
  const observe = createProcessorMetrics(metrics);
  const database = createDatabase({
    url: config.DATABASE_URL,
    applicationName: 'processor-worker',
    poolSize: config.DATABASE_POOL_SIZE,
    logger,
  });
  shutdown.add('database', database.close);
  await assertSafeRole(database);
  const queues = createQueues({ url: config.REDIS_URL, logger });
  shutdown.add('queues', queues.close);
  const vertex = createVertexClient({
    project: config.GOOGLE_CLOUD_PROJECT,
    location: config.GOOGLE_CLOUD_LOCATION,
    apiEndpoint: config.VERTEX_API_ENDPOINT,
    models: DEFAULT_MODELS,
    logger,
  });
  shutdown.add('vertex', vertex.close);
  await vertex.warmUp();
  const managedSearch = openManagedSearch(config, logger);
  if (managedSearch) {
    shutdown.add('managed search', managedSearch.close);
    await managedSearch.warmUp();
  }

  const dependencies: TurnDependencies = {
    database,
    queues,
    vertex,
    managedSearch,
    modelTimeoutMs: config.MODEL_TIMEOUT_MS,
    retrieval: { similarityFloor: config.SIMILARITY_FLOOR, timeoutMs: config.RETRIEVAL_TIMEOUT_MS },
    logger,
    onFailedLeg: observe.failedLeg,
    onTurn: observe.turn,
  };
  const incoming = queues.consume({
    contract: incomingMessages,
    concurrency: config.TURN_CONCURRENCY,
    onOutcome: observe.job('incoming_messages'),
    handle: (nudge, job) => handleTurn(nudge, job, dependencies),
  });
  shutdown.addWorker('incoming_messages', incoming.close);
  const playground = queues.consume({
    contract: playgroundRuns,
    concurrency: playgroundConcurrency,
    onOutcome: observe.job('playground_runs'),
    handle: (nudge) => handleRun(nudge, { ...dependencies, onRun: observe.playgroundRun }),
  });
  shutdown.addWorker('playground_runs', playground.close);
  const tasks = queues.consume({
    contract: modelTasks,
    concurrency: taskConcurrency,
    onOutcome: observe.job('model_tasks'),
    handle: (nudge) => askModel(nudge, { database, vertex }),
  });
  shutdown.addWorker('model_tasks', tasks.close);
  shutdown.addWorker(
    'task sweeper',
    repeat(
      'task sweeper',
      config.SWEEP_INTERVAL_MS,
      async () => {
        for (const key of await listOpenTasks(database, ['ask_model'], sweepAgeMs))
          await queues.publish(modelTasks, { version: 1, ...key });
      },
      logger,
    ),
  );
  shutdown.addWorker(
    'unanswered sweeper',
    repeat(
      'unanswered sweeper',
      config.SWEEP_INTERVAL_MS,
      async () => {
        for (const key of await listUnanswered(database, sweepAgeMs)) await queues.publish(incomingMessages, { version: 1, ...key });
      },
      logger,
    ),
  );
  shutdown.addWorker(
    'playground sweeper',
    repeat(
      'playground sweeper',
      config.SWEEP_INTERVAL_MS,
      async () => {
        for (const key of await listStuckPlaygroundRuns(database, sweepAgeMs)) await queues.publish(playgroundRuns, { version: 1, ...key });
      },
      logger,
    ),
  );
  shutdown.addWorker('heartbeat', await beatWhileAlive(database, { instance: newId(), app: 'processor-worker', roles: [] }, logger));
  return { checks: { postgres: database.ping, redis: queues.ping }, pool: database.load };
}

const openManagedSearch = (config: ProcessorConfig, logger: Logger): ManagedSearch | undefined =>
  config.VERTEX_SEARCH_DATA_STORE === undefined
    ? undefined
    : createManagedSearch({
        project: config.GOOGLE_CLOUD_PROJECT,
        location: config.VERTEX_SEARCH_LOCATION,
        dataStore: config.VERTEX_SEARCH_DATA_STORE,
        apiEndpoint: config.VERTEX_SEARCH_API_ENDPOINT,
        logger,
      });
