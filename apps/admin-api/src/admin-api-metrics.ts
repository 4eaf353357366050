import type { QueueState } from '@sylion/queues';
import type { Metrics, Reading } from '@sylion/runtime';
import { channelStatusSchema, queueContracts, type RetentionPeriods } from '@sylion/schemas';
import type { PlatformState } from '@sylion/database';

/** The Admin API's numbers, each spelled once; and the platform's as a whole, which it alone looks up. */
export function createAdminApiMetrics(metrics: Metrics) {
  const requests = metrics.counter('admin_api_requests_total', 'Requests by route and status', { route: [], status: [] });
  const requestSeconds = metrics.histogram(
    'admin_api_request_seconds',
    'From a request to its answer',
    { route: [] },
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 20],
  );
  const oldestErasure = metrics.gauge('admin_api_oldest_erasure_seconds', 'Age of the oldest erasure that is not done');
  const limited = metrics.counter('admin_api_rate_limited_total', 'Requests that were answered 429, by the budget that was used up', {
    budget: ['reads', 'writes', 'uploads', 'refusals'],
  });
  const uncounted = metrics.counter(
    'admin_api_uncounted_total',
    'Questions to the rate limits that Redis did not answer: who asked passed',
  );
  const removed = metrics.counter('admin_api_retention_removed_total', 'What tenants’ retention removed, by kind', {
    kind: retentionKinds,
  });
  const overdue = metrics.gauge('admin_api_retention_overdue_seconds', 'How late the retention sweep is that is due longest');
  const deliverySeconds = metrics.histogram(
    'webhook_delivery_seconds',
    'Tries of webhook deliveries by how they ended',
    { outcome: ['delivered', 'retry', 'gone', 'dead'] },
    [0.1, 1, 5, 15],
  );
  return {
    removed: (kind: string, count: number): void => removed.inc({ kind }, count),
    overdueRetention: (seconds: number): void => overdue.set(seconds),
    oldestErasure: (seconds: number): void => oldestErasure.set(seconds),
    limited: (budget: string): void => limited.inc({ budget }),
    uncounted: (): void => uncounted.inc(),
    delivery: (outcome: string, seconds: number): void => deliverySeconds.observe({ outcome }, seconds),
    request: (route: string, status: number, seconds: number): void => {
      requests.inc({ route, status: String(status) });
      requestSeconds.observe({ route }, seconds);
    },
    ...createPlatformMetrics(metrics),
  };
}

const retentionKinds: readonly (keyof RetentionPeriods)[] = [
  'messagesDays',
  'mediaDays',
  'turnsDays',
  'providerEventsDays',
  'hitTestsDays',
  'endUsersDays',
];

/**
 * What lies in Postgres and in the queues. It is looked up at every scrape by an app that works none of it off, so that it is seen when
 * nobody does; every replica tells the same.
 */
function createPlatformMetrics(metrics: Metrics) {
  const unanswered = metrics.gauge(
    'unanswered_age_seconds',
    'Age of the oldest inbound message that nobody answered: the one number to watch',
  );
  const unsent = metrics.gauge('unsent_age_seconds', 'Age of the oldest bubble that has not left, on channels that send');
  const standstill = metrics.gauge('document_standstill_seconds', 'For how long the unfinished document that moved least has not moved');
  const channels = metrics.gauge('channels', 'Channels by status', { status: channelStatusSchema.options });
  const queue = { queue: queueContracts.map(({ name }) => name) };
  const jobs = metrics.gauge('queue_jobs', 'Jobs on a queue by state', { ...queue, state: ['waiting', 'delayed', 'active'] });
  const oldest = metrics.gauge('queue_oldest_waiting_seconds', 'How long ago the oldest waiting job was published', queue);
  const dead = metrics.gauge('queue_dead_letters', 'Jobs that nobody will run again unless somebody says so', queue);
  return {
    /** Both are asked at every scrape. */
    watchPlatform: (readPlatform: () => Promise<PlatformState>, readQueue: (contract: { name: string }) => Promise<QueueState>): void => {
      metrics.sample([unanswered, unsent, standstill, channels], async () => {
        const state = await readPlatform();
        return [
          { gauge: unanswered, value: state.unansweredSeconds },
          { gauge: unsent, value: state.unsentSeconds },
          { gauge: standstill, value: state.documentStandstillSeconds },
          ...channelStatusSchema.options.map((status) => ({ gauge: channels, labels: { status }, value: state.channels[status] ?? 0 })),
        ];
      });
      metrics.sample([jobs, oldest, dead], async () => {
        const states = await Promise.all(queueContracts.map(async ({ name }) => ({ name, state: await readQueue({ name }) })));
        return states.flatMap(({ name, state: { waiting, delayed, active, oldestWaitingSeconds, dead: deadJobs } }): Reading[] => [
          { gauge: jobs, labels: { queue: name, state: 'waiting' }, value: waiting },
          { gauge: jobs, labels: { queue: name, state: 'delayed' }, value: delayed },
          { gauge: jobs, labels: { queue: name, state: 'active' }, value: active },
          { gauge: oldest, labels: { queue: name }, value: oldestWaitingSeconds },
          { gauge: dead, labels: { queue: name }, value: deadJobs },
        ]);
      });
    },
  };
}
