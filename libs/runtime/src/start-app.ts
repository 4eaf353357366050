import type { Checks } from './ask-checks.ts';
import { startHealthServer } from './health-server.ts';
import { createLogger, type Logger } from './logger.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { createProcessMetrics, type PoolLoad } from './process-metrics.ts';
import type { RunnableApp } from './run-process.ts';
import { Shutdown } from './shutdown.ts';
import { startTracing } from './tracing.ts';

/** The part of every app's configuration that the process itself needs. */
export interface ProcessConfig {
  readonly LOG_LEVEL: string;
  readonly METRICS_PORT: number;
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string;
}

/** What an app is assembled with. Whatever it starts it adds to `shutdown`, in order. */
export interface AppParts {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly shutdown: Shutdown;
}

/** What an app tells of itself once it is assembled. */
export interface Assembled {
  /** What it needs to be ready. */
  readonly checks: Checks;
  /** How busy its connections to Postgres are. */
  readonly pool: () => PoolLoad;
}

/** An app that is up. */
export interface StartedApp extends RunnableApp {
  /** Where its health and its metrics are. */
  readonly metricsPort: number;
}

/**
 * Starts an app: logger, metrics and tracing, then what `assemble` puts together, then health and metrics over HTTP. What was begun
 * is stopped when it cannot start.
 */
export async function startApp<App extends Assembled>(
  name: string,
  config: ProcessConfig,
  assemble: (parts: AppParts) => Promise<App>,
): Promise<App & StartedApp> {
  const logger = createLogger({ app: name, level: config.LOG_LEVEL });
  const metrics = createMetrics(name);
  const shutdown = new Shutdown(logger);
  shutdown.add('tracing', await startTracing({ app: name, endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT }));
  try {
    const app = await assemble({ logger, metrics, shutdown });
    createProcessMetrics(metrics, app);
    const health = await startHealthServer({
      port: config.METRICS_PORT,
      metrics,
      isAccepting: () => !shutdown.hasBegun,
      checks: app.checks,
    });
    shutdown.add('health server', health.close);
    logger.info({ metricsPort: health.port }, `${name} is up`);
    return { ...app, shutdown, metricsPort: health.port };
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}
