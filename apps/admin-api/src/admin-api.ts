import http from 'node:http';

import { assertSafeRole, createDatabase } from '@sylion/database';
import { createQueues } from '@sylion/queues';
import { createLogger, createMetrics, listen, Shutdown, startHealthServer, startTracing, type RunnableApp } from '@sylion/runtime';

import { createAdminApiMetrics } from './admin-api-metrics.ts';
import type { AdminApiConfig } from './config.ts';
import { createApp } from './http/create-app.ts';
import { routes } from './routes/routes.ts';

/** The gateway lets a POST live this much longer than its own time-out. */
const sendSlackMs = 1_000;

export interface AdminApi extends RunnableApp {
  readonly port: number;
}

/** The REST API for tenant admins and for the platform operator; what it can do is listed in `routes/routes.ts`. */
export async function startAdminApi(config: AdminApiConfig): Promise<AdminApi> {
  const logger = createLogger({ app: 'admin-api', level: config.LOG_LEVEL });
  const metrics = createMetrics('admin-api');
  const shutdown = new Shutdown(logger);
  shutdown.add('tracing', startTracing({ app: 'admin-api', endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT }));

  const database = createDatabase({ url: config.DATABASE_URL, applicationName: 'admin-api', poolSize: config.DATABASE_POOL_SIZE, logger });
  shutdown.add('database', database.close);
  await assertSafeRole(database);
  const queues = createQueues({ url: config.REDIS_URL, logger });
  shutdown.add('queues', queues.close);

  const app = createApp({
    routes, logger, platformKey: config.ADMIN_API_PLATFORM_KEY, onRequest: createAdminApiMetrics(metrics).request,
    services: { database, queues, logger, secretRing: config.SECRETS_KEYS, sendTimeoutMs: config.SEND_TIMEOUT_MS + sendSlackMs },
  });
  const server = http.createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, app);
  const listening = await listen(server, config.ADMIN_API_PORT);
  shutdown.add('api server', listening.close);
  const health = await startHealthServer({ port: config.METRICS_PORT, metrics, isAccepting: () => !shutdown.hasBegun, checks: { postgres: database.ping, redis: queues.ping } });
  shutdown.add('health server', health.close);
  logger.info({ port: listening.port, metricsPort: health.port }, 'admin API is up');
  return { shutdown, port: listening.port };
}
