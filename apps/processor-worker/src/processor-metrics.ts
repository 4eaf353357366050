import { jobEnds } from '@sylion/queues';
import type { Metrics } from '@sylion/runtime';
import type { TurnCall } from '@sylion/schemas';

import { turnOutcomes, turnSteps } from './turn-outcomes.ts';
import type { RetrievedKnowledge } from './turn/retrieve-knowledge.ts';

/** What a turn asked of others on its way to an outcome. */
export interface TurnUse {
  readonly calls: readonly TurnCall[];
  readonly retrieved: Pick<RetrievedKnowledge, 'state' | 'passages' | 'use'>;
}

/** The processor's business numbers, each spelled once. */
export function createProcessorMetrics(metrics: Metrics) {
  const turns = metrics.counter('processor_turns_total', 'Turns by outcome', { outcome: turnOutcomes });
  const stepSeconds = metrics.histogram(
    'processor_step_seconds',
    'Duration of the steps of a turn',
    { step: turnSteps },
    [0.005, 0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60],
  );
  const jobs = metrics.counter('processor_jobs_total', 'Runs of jobs by queue and end', {
    queue: ['incoming_messages', 'playground_runs', 'model_tasks'],
    outcome: jobEnds,
  });
  const calls = metrics.counter('processor_model_calls_total', 'Questions to the model by how they ended, retries not counted', {
    end: ['answer', 'blocked', 'cut_off', 'empty', 'failed'],
  });
  const tokens = metrics.counter('processor_model_tokens_total', 'Tokens as the ledger has them, by model and by what was charged', {
    model: [],
    kind: ['prompt', 'output', 'embedding'],
  });
  const retrievals = metrics.counter('processor_retrievals_total', 'Searches for passages by what they found', {
    outcome: ['found', 'empty', 'partly_searched', 'failed'],
  });
  const failedLegs = metrics.counter('processor_retrieval_failed_legs_total', 'Legs of a retrieval that failed while others answered', {
    leg: ['vector', 'managed'],
  });
  const playgroundRuns = metrics.counter('processor_playground_runs_total', 'Runs of the playground by outcome', {
    outcome: turnOutcomes,
  });
  return {
    turn: (outcome: string, steps: readonly { name: string; ms: number }[], use: TurnUse): void => {
      turns.inc({ outcome: knownOutcome(outcome) });
      for (const { name, ms } of steps) stepSeconds.observe({ step: name }, ms / 1_000);
      for (const { end, model, promptTokens, outputTokens } of use.calls) {
        calls.inc({ end });
        if (model === null) continue;
        tokens.inc({ model, kind: 'prompt' }, promptTokens);
        tokens.inc({ model, kind: 'output' }, outputTokens);
      }
      for (const { model, tokens: count } of use.retrieved.use.embeddings) tokens.inc({ model, kind: 'embedding' }, count);
      const found = retrievalOutcome(use.retrieved);
      if (found !== undefined) retrievals.inc({ outcome: found });
    },
    job:
      (queue: string) =>
      (outcome: string): void =>
        jobs.inc({ queue, outcome }),
    failedLeg: (leg: string): void => failedLegs.inc({ leg }),
    playgroundRun: (outcome: string): void => playgroundRuns.inc({ outcome: knownOutcome(outcome) }),
  };
}

const known = new Set<string>(turnOutcomes);

/** A provider's reasons for a refusal are its own and may be many. */
const knownOutcome = (outcome: string): string => (known.has(outcome) ? outcome : outcome.startsWith('blocked_') ? 'blocked' : 'other');

/** Undefined when there was nothing to look for. */
function retrievalOutcome({ state, passages }: TurnUse['retrieved']): string | undefined {
  if (state === 'not_searched') return undefined;
  if (state === 'searched') return passages.length > 0 ? 'found' : 'empty';
  return state;
}
