import type { Metrics } from '@sylion/runtime';

/** The processor's business numbers, each spelled once. */
export function createProcessorMetrics(metrics: Metrics) {
  const turns = metrics.counter('processor_turns_total', 'Turns by outcome', ['outcome']);
  const stepSeconds = metrics.histogram(
    'processor_step_seconds',
    'Duration of the steps of a turn',
    ['step'],
    [0.005, 0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60],
  );
  const jobs = metrics.counter('processor_jobs_total', 'Jobs by outcome', ['outcome']);
  const failedLegs = metrics.counter('processor_retrieval_failed_legs_total', 'Legs of a retrieval that failed while others answered', [
    'leg',
  ]);
  const playgroundRuns = metrics.counter('processor_playground_runs_total', 'Runs of the playground by outcome', ['outcome']);
  const unansweredAge = metrics.gauge('unanswered_age_seconds', 'Age of the oldest inbound message that nobody answered: alert above 60');
  return {
    turn: (outcome: string, steps: readonly { name: string; ms: number }[]): void => {
      turns.inc({ outcome });
      for (const { name, ms } of steps) stepSeconds.observe({ step: name }, ms / 1_000);
    },
    job: (outcome: string): void => jobs.inc({ outcome }),
    failedLeg: (leg: string): void => failedLegs.inc({ leg }),
    playgroundRun: (outcome: string): void => playgroundRuns.inc({ outcome }),
    unansweredAge: (seconds: number): void => unansweredAge.set(seconds),
  };
}
