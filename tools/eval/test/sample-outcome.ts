import type { Hit } from '../src/evaluation-api.ts';
import { judgeHits } from '../src/judge-hits.ts';
import type { Outcome } from '../src/outcome.ts';
import type { Question } from '../src/question.ts';
import { sampleHit } from './sample-hit.ts';

let count = 0;

/**
 * An outcome for tests: `rank` is the place of the right passage among `depth` hits, null for nowhere; a no-answer question has hits
 * that are right for nothing.
 */
export function sampleOutcome({
  rank = null,
  depth = 10,
  isAboveFloor = true,
  searchMs = 1,
  ...question
}: Partial<Question> & { rank?: number | null; depth?: number; isAboveFloor?: boolean; searchMs?: number }): Outcome {
  count += 1;
  const whole: Question = {
    id: `q${count}`,
    question: `question ${count}`,
    language: 'fr',
    kind: 'fact',
    relevant: question.kind === 'no-answer' ? [] : [{ document: 'document.md', contains: 'right' }],
    history: [],
    ...question,
  };
  const hits: Hit[] = Array.from({ length: depth }, (_, index) =>
    sampleHit(`c${index}`, 'd', index + 1 === rank ? 'the right passage' : 'another passage', 'document.md', isAboveFloor),
  );
  return {
    question: whole,
    searchedFor: whole.question,
    hits,
    timings: { embedMs: 1, searchMs },
    judgement: judgeHits(whole.relevant, hits, new Map()),
  };
}
