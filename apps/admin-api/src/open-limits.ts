import type { Queues } from '@sylion/queues';

import type { createAdminApiMetrics } from './admin-api-metrics.ts';
import type { AdminApiConfig } from './config.ts';
import type { Limits } from './http/limits.ts';

/** The rate limits as the configuration sets them. */
export function openLimits(
  config: AdminApiConfig,
  { queues, metrics }: { queues: Pick<Queues, 'limits'>; metrics: ReturnType<typeof createAdminApiMetrics> },
): Limits {
  const budgets = {
    reads: { kind: 'reads', perMinute: config.RATE_LIMIT_READS_PER_MINUTE },
    writes: { kind: 'writes', perMinute: config.RATE_LIMIT_WRITES_PER_MINUTE },
    uploads: { kind: 'uploads', perMinute: config.RATE_LIMIT_UPLOADS_PER_MINUTE },
    refusals: { kind: 'refusals', perMinute: config.RATE_LIMIT_REFUSALS_PER_MINUTE },
  };
  return {
    ...queues.limits({ timeoutMs: config.RATE_LIMIT_TIMEOUT_MS, refusals: budgets.refusals }),
    budgets,
    onLimited: metrics.limited,
    onUncounted: metrics.uncounted,
  };
}
