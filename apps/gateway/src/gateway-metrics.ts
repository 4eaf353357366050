import { jobEnds } from '@sylion/queues';
import type { Metrics } from '@sylion/runtime';

/** The gateway's numbers, each spelled once. A webhook and a send take labels that are made once, not an object each. */
export function createGatewayMetrics(metrics: Metrics) {
  const webhooks = metrics.counter('gateway_webhooks_total', 'Webhooks by outcome', { outcome: webhookOutcomes });
  const ackSeconds = metrics.histogram(
    'gateway_webhook_ack_seconds',
    'From a webhook’s first byte to its answer',
    { outcome: webhookOutcomes },
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
  );
  const sends = metrics.counter('gateway_sends_total', 'Bubbles by the class of what became of their send', { outcome: sendOutcomes });
  const sendSeconds = metrics.histogram(
    'gateway_send_seconds',
    'Duration of a send at the provider',
    { outcome: sendOutcomes.filter((outcome) => outcome !== 'paced') },
    [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
  );
  const media = metrics.counter('gateway_media_fetches_total', 'Media files that were to be fetched, by how that ended', {
    outcome: mediaOutcomes,
  });
  const jobs = metrics.counter('gateway_jobs_total', 'Runs of jobs by queue and end', {
    queue: ['outgoing_messages', 'media_fetches', 'channel_tasks'],
    outcome: jobEnds,
  });
  return {
    webhook: (outcome: string, seconds: number): void => {
      const labels = labelsOf(outcome);
      webhooks.inc(labels);
      ackSeconds.observe(labels, seconds);
    },
    send: (outcome: string, seconds: number): void => {
      const labels = labelsOf(outcome);
      sends.inc(labels);
      if (outcome !== 'paced') sendSeconds.observe(labels, seconds);
    },
    media: (outcome: string): void => media.inc(labelsOf(outcome)),
    job:
      (queue: string) =>
      (outcome: string): void =>
        jobs.inc({ queue, outcome }),
  };
}

const webhookOutcomes = [
  'accepted',
  'aborted',
  'bad_signature',
  'empty',
  'not_an_object',
  'not_json',
  'too_large',
  'database_unavailable',
  'not_stored',
];
/** `paced`: held back by our own limits before it was sent. The others are what providers answer (`SendOutcome`). */
const sendOutcomes = [
  'accepted',
  'credentials',
  'later',
  'not_sent',
  'paced',
  'permanent',
  'throttled',
  'unknown',
  'user_permanent',
] as const;
/** `again`: it failed for now and is tried again. */
const mediaOutcomes = ['ready', 'again', 'hash_mismatch', 'refused', 'too_large', 'type_not_allowed', 'unreachable'];

const labels = new Map<string, { readonly outcome: string }>();

function labelsOf(outcome: string): { readonly outcome: string } {
  let found = labels.get(outcome);
  if (found === undefined) labels.set(outcome, (found = { outcome }));
  return found;
}
