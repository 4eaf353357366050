import type { RankingQuality } from './evaluate-ranking.ts';

export type QuestionResult =
  /** A question that the knowledge answers. */
  | ({ readonly kind: 'answerable' } & RankingQuality)
  /** One that it does not answer; `isRefused`: nothing passed the floor. */
  | { readonly kind: 'unanswerable'; readonly isRefused: boolean };

export interface EvaluationSummary {
  readonly questions: number;
  /** Means over the answerable questions; null without any. */
  readonly recall: number | null;
  readonly meanReciprocalRank: number | null;
  readonly ndcg: number | null;
  /** The share of the unanswerable questions that are refused; null without any. */
  readonly noAnswerAccuracy: number | null;
}

export function summarise(results: readonly QuestionResult[]): EvaluationSummary {
  const answerable = results.filter((result) => result.kind === 'answerable');
  const unanswerable = results.filter((result) => result.kind === 'unanswerable');
  return {
    questions: results.length,
    recall: mean(answerable.map((result) => result.recall)),
    meanReciprocalRank: mean(answerable.map((result) => result.reciprocalRank)),
    ndcg: mean(answerable.map((result) => result.ndcg)),
    noAnswerAccuracy: mean(unanswerable.map((result) => (result.isRefused ? 1 : 0))),
  };
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
