import type { Metrics } from '@sylion/runtime';

/** The gateway's business numbers, each spelled once. */
export function createGatewayMetrics(metrics: Metrics) {
  const webhooks = metrics.counter('gateway_webhooks_total', 'Webhooks by outcome', ['outcome']);
  const ackSeconds = metrics.histogram(
    'gateway_webhook_ack_seconds',
    'From a webhook’s first byte to its answer',
    ['outcome'],
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
  );
  const sends = metrics.counter('gateway_sends_total', 'Bubbles by outcome of their send', ['outcome']);
  const sendSeconds = metrics.histogram(
    'gateway_send_seconds',
    'Duration of a send at the provider',
    ['outcome'],
    [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
  );
  const jobs = metrics.counter('gateway_jobs_total', 'Jobs by queue and outcome', ['queue', 'outcome']);
  return {
    webhook: (outcome: string, seconds: number): void => {
      webhooks.inc({ outcome });
      ackSeconds.observe({ outcome }, seconds);
    },
    send: (outcome: string, seconds: number): void => {
      sends.inc({ outcome });
      if (outcome !== 'paced') sendSeconds.observe({ outcome }, seconds);
    },
    job:
      (queue: string) =>
      (outcome: string): void =>
        jobs.inc({ queue, outcome }),
  };
}
