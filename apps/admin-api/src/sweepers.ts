import { listOpenErasures, oldestErasureSeconds, overdueSweepSeconds } from '@sylion/database';
import { repeat, type AppParts } from '@sylion/runtime';

import type { createAdminApiMetrics } from './admin-api-metrics.ts';
import { completeErasure } from './erasures/complete-erasure.ts';
import { sweepRetention } from './retention/sweep-retention.ts';
import type { Services } from './services.ts';

interface SweeperParts {
  readonly intervalMs: number;
  readonly services: Services;
  readonly observe: ReturnType<typeof createAdminApiMetrics>;
  readonly shutdown: AppParts['shutdown'];
}

/** Goes on with what a request began and could not end. Any number of replicas may: each erasure is claimed by one. */
export function startSweepers({ intervalMs, services, observe, shutdown }: SweeperParts): void {
  const { database, logger } = services;
  const sweep = (name: string, work: () => Promise<unknown>): void => shutdown.addWorker(name, repeat(name, intervalMs, work, logger));

  sweep('erasure sweeper', async () => {
    for (const erasure of await listOpenErasures(database))
      await completeErasure(erasure, services).catch((error: unknown) =>
        logger.warn({ error, tenantId: erasure.tenantId, erasureId: erasure.id }, 'an erasure is not complete; it will go on'),
      );
    observe.oldestErasure(await oldestErasureSeconds(database));
  });

  sweep('retention sweeper', async () => {
    observe.overdueRetention(await overdueSweepSeconds(database));
    await sweepRetention({ ...services, onRemoved: observe.removed });
  });
}
