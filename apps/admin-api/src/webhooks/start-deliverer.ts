import { sweepEvents, type Database } from '@sylion/database';
import { createGuardedAgent, repeat, type AppParts } from '@sylion/runtime';

import type { createAdminApiMetrics } from '../admin-api-metrics.ts';
import type { AdminApiConfig } from '../config.ts';
import { createDeliverer } from './create-deliverer.ts';
import { webhookTargets } from './webhook-targets.ts';

const sweepIntervalMs = 500;
const housekeepingIntervalMs = 60_000;
const sweptAtOnce = 10_000;

/** Sets webhooks going: what happened is numbered and delivered, what is old is forgotten. */
export function startDeliverer(
  config: AdminApiConfig,
  {
    database,
    logger,
    observe,
    shutdown,
  }: Pick<AppParts, 'logger' | 'shutdown'> & {
    database: Database;
    observe: Pick<ReturnType<typeof createAdminApiMetrics>, 'delivery'>;
  },
): void {
  const allowed = webhookTargets(config);
  const agent = createGuardedAgent(allowed, { timeoutMs: config.WEBHOOK_TIMEOUT_MS, keepAliveTimeout: 10_000 });
  shutdown.add('webhook agent', () => agent.destroy());
  const deliverer = createDeliverer({
    database,
    logger,
    secretRing: config.SECRETS_KEYS,
    client: { agent, allowed, timeoutMs: config.WEBHOOK_TIMEOUT_MS },
    onDelivery: observe.delivery,
  });
  shutdown.addWorker('webhook lanes', deliverer.close);
  shutdown.addWorker('webhook sweeper', repeat('webhook sweeper', sweepIntervalMs, deliverer.sweep, logger));
  shutdown.addWorker(
    'event sweeper',
    repeat('event sweeper', housekeepingIntervalMs, () => sweepEvents(database, { days: config.EVENT_DAYS, limit: sweptAtOnce }), logger),
  );
}
