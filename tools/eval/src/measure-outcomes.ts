import { evaluateRanking, percentile, summarise, type EvaluationSummary } from '@sylion/knowledge';

import type { Outcome } from './outcome.ts';

/** What a row of the report says of its questions. */
export interface Measures {
  readonly questions: number;
  /** By name: `recall@k` of every cutoff, `MRR` and `nDCG` at the largest … Shares, 0 to 1; null where no question was of that sort. */
  readonly quality: Readonly<Record<string, number | null>>;
  /** Milliseconds the search took, as the platform says. */
  readonly searchMs: { readonly p50: number; readonly p95: number };
}

/**
 * @param outcomes at least one
 * @param cutoffs ascending, at least one
 * @returns besides the ranking metrics: `no-answer`, the share of the questions without an answer that got no hit above the floor;
 * `answerable`, the share of the others whose first hit was above it
 */
export function measureOutcomes(outcomes: readonly Outcome[], cutoffs: readonly number[]): Measures {
  const depth = cutoffs.at(-1) ?? 1;
  const deepest = summariseAt(outcomes, depth);
  const times = outcomes.map(({ timings }) => timings.searchMs);
  return {
    questions: outcomes.length,
    quality: {
      ...Object.fromEntries(cutoffs.map((k) => [`recall@${k}`, summariseAt(outcomes, k).recall])),
      MRR: deepest.meanReciprocalRank,
      [`nDCG@${depth}`]: deepest.ndcg,
      'no-answer': deepest.noAnswerAccuracy,
      answerable: shareAboveFloor(outcomes.filter(isAnswerable)),
    },
    searchMs: { p50: percentile(times, 0.5), p95: percentile(times, 0.95) },
  };
}

const isAnswerable = ({ question }: Outcome): boolean => question.relevant.length > 0;

function summariseAt(outcomes: readonly Outcome[], k: number): EvaluationSummary {
  return summarise(
    outcomes.map((outcome) => {
      const { relevant, ranked } = outcome.judgement;
      return isAnswerable(outcome)
        ? { kind: 'answerable', ...evaluateRanking(relevant, ranked, k) }
        : { kind: 'unanswerable', isRefused: !outcome.hits.some(({ isAboveFloor }) => isAboveFloor) };
    }),
  );
}

function shareAboveFloor(outcomes: readonly Outcome[]): number | null {
  const above = outcomes.filter(({ hits }) => hits[0]?.isAboveFloor);
  return outcomes.length === 0 ? null : above.length / outcomes.length;
}
