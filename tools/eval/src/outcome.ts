import type { HitTest } from './evaluation-api.ts';
import type { Judgement } from './judge-hits.ts';
import type { Question } from './question.ts';

/** A question that was asked, what came back, and which of it is right. */
export interface Outcome extends HitTest {
  readonly question: Question;
  readonly judgement: Judgement;
}

/** 1 for the best hit; null when no hit holds a relevant passage. */
export function rankOfFirstRelevant({ judgement: { relevant, ranked } }: Outcome): number | null {
  const index = ranked.findIndex((id) => relevant.has(id));
  return index === -1 ? null : index + 1;
}
