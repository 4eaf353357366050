import type { Metrics } from '@sylion/runtime';

/** The Admin API's numbers, each spelled once. */
export function createAdminApiMetrics(metrics: Metrics) {
  const requests = metrics.counter('admin_api_requests_total', 'Requests by route and status', ['route', 'status']);
  const requestSeconds = metrics.histogram(
    'admin_api_request_seconds',
    'From a request to its answer',
    ['route'],
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 20],
  );
  const oldestErasure = metrics.gauge('admin_api_oldest_erasure_seconds', 'Age of the oldest erasure that is not done');
  const limited = metrics.counter('admin_api_rate_limited_total', 'Requests that were answered 429, by the budget that was used up', [
    'budget',
  ]);
  const uncounted = metrics.counter(
    'admin_api_uncounted_total',
    'Questions to the rate limits that Redis did not answer: who asked passed',
  );
  const removed = metrics.counter('admin_api_retention_removed_total', 'What tenants’ retention removed, by kind', ['kind']);
  const overdue = metrics.gauge('admin_api_retention_overdue_seconds', 'How late the retention sweep is that is due longest');
  return {
    removed: (kind: string, count: number): void => removed.inc({ kind }, count),
    overdueRetention: (seconds: number): void => overdue.set(seconds),
    oldestErasure: (seconds: number): void => oldestErasure.set(seconds),
    limited: (budget: string): void => limited.inc({ budget }),
    uncounted: (): void => uncounted.inc(),
    request: (route: string, status: number, seconds: number): void => {
      requests.inc({ route, status: String(status) });
      requestSeconds.observe({ route }, seconds);
    },
  };
}
