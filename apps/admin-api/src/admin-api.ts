import { assertSafeRole, createDatabase, readPlatformState, type DatabaseOptions } from '@sylion/database';
import { createQueues } from '@sylion/queues';
import { createQueueDesk } from '@sylion/queues/desk';
import { createServer, serve, startApp, type AppParts, type StartedApp } from '@sylion/runtime';

import { createAdminApiMetrics } from './admin-api-metrics.ts';
import type { AdminApiConfig } from './config.ts';
import { createEventStreams } from './events/event-streams.ts';
import { createApp } from './http/create-app.ts';
import { createAuthenticate } from './identity/authenticate.ts';
import { openKnowledge } from './open-knowledge.ts';
import { openLimits } from './open-limits.ts';
import { queueDeskPath } from './queue-desk/queue-desk-routes.ts';
import { routes } from './routes/routes.ts';
import type { Services } from './services.ts';
import { startHousekeeping } from './start-housekeeping.ts';
import { startSweepers } from './sweepers.ts';
import { startDeliverer } from './webhooks/start-deliverer.ts';
import { webhookTargets } from './webhooks/webhook-targets.ts';

/** The gateway lets a POST live this much longer than its own time-out. */
const sendSlackMs = 1_000;
/** A document of the largest size over a slow line; JSON bodies have a limit of their own. */
const uploadTimeoutMs = 15 * 60_000;

export interface AdminApi extends StartedApp {
  readonly port: number;
}

/** The REST API for tenant admins and for the platform operator; what it can do is listed in `routes/routes.ts`. */
export const startAdminApi = (config: AdminApiConfig, watch: Pick<DatabaseOptions, 'onStatement'> = {}): Promise<AdminApi> =>
  startApp('admin-api', config, (parts) => assemble(config, parts, watch));

async function assemble(
  config: AdminApiConfig,
  { logger, metrics, shutdown }: AppParts,
  { onStatement }: Pick<DatabaseOptions, 'onStatement'>,
) {
  const database = createDatabase({
    url: config.DATABASE_URL,
    applicationName: 'admin-api',
    poolSize: config.DATABASE_POOL_SIZE,
    logger,
    onStatement,
  });
  shutdown.add('database', database.close);
  await assertSafeRole(database);
  const queues = createQueues({ url: config.REDIS_URL, logger });
  shutdown.add('queues', queues.close);

  const observe = createAdminApiMetrics(metrics);
  const eventStreams = createEventStreams({ database, logger });
  const services: Services = {
    database,
    queues,
    logger,
    secretRing: config.SECRETS_KEYS,
    taskWaitMs: config.CHANNEL_TASK_WAIT_MS,
    sendTimeoutMs: config.SEND_TIMEOUT_MS + sendSlackMs,
    eventStreams,
    mediaSettleMs: config.MEDIA_SETTLE_MS,
    webhookTargets: webhookTargets(config),
    ...openKnowledge(config, { logger, shutdown }),
  };

  const queueDesk = createQueueDesk({ url: config.REDIS_URL, logger, basePath: queueDeskPath });
  shutdown.add('queue desk', queueDesk.close);
  const app = createApp({
    routes,
    logger,
    authenticate: createAuthenticate({ platformKey: config.ADMIN_API_PLATFORM_KEY, issuers: config.OIDC_ISSUERS, database, logger }),
    limits: openLimits(config, { queues, metrics: observe }),
    trustedProxies: config.TRUSTED_PROXIES,
    onRequest: observe.request,
    services,
    queueDesk: queueDesk.answer,
  });
  startSweepers({ intervalMs: config.SWEEP_INTERVAL_MS, services, observe, shutdown });
  startDeliverer(config, { database, logger, observe, shutdown });
  observe.watchPlatform(() => readPlatformState(database), queues.states.read);
  startHousekeeping({ database, logger, shutdown });
  const server = createServer(app, { requestTimeoutMs: uploadTimeoutMs });
  const listening = await serve('api server', server, config.ADMIN_API_PORT, shutdown);
  shutdown.addServer('event streams', eventStreams.close);
  return { port: listening.port, checks: { postgres: database.ping, redis: queues.ping }, pool: database.load };
}
