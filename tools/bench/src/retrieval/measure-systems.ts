import { trackProgress } from '../report/track-progress.ts';
import type { Question } from './question.ts';
import type { Found, RetrievalSystem } from './systems/retrieval-system.ts';

/** One question, asked of one system once. */
export interface Sample {
  readonly system: RetrievalSystem;
  readonly question: Question;
  readonly truth: readonly number[];
  readonly found: readonly Found[];
  readonly elapsedMs: number;
}

/** Questions that a system is asked before its turn ends, of one class and topic. */
const questionsInTurn = 20;
/** At the beginning of a turn they are asked without being counted: the system before has just swept the processor's caches. */
const uncounted = 3;

/**
 * Asks all systems the same questions, in turns, so that noise and the time of day hit them alike; who begins changes from round to round.
 */
export async function measureSystems(
  systems: readonly RetrievalSystem[],
  questions: readonly { readonly question: Question; readonly truth: readonly number[] }[],
  progress: (line: string) => void,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  const tracker = trackProgress('questions', questions.length, progress);
  for (let start = 0, round = 0; start < questions.length; start += questionsInTurn, round += 1) {
    const asked = questions.slice(start, start + questionsInTurn);
    for (const system of rotate(systems, round)) {
      for (const { question } of asked.slice(0, uncounted)) await system.search(question);
      for (const { question, truth } of asked) {
        const startedAt = performance.now();
        const found = await system.search(question);
        samples.push({ system, question, truth, found, elapsedMs: performance.now() - startedAt });
      }
    }
    tracker.advance(asked.length);
  }
  return samples;
}

function rotate<Item>(items: readonly Item[], by: number): Item[] {
  const start = by % Math.max(1, items.length);
  return [...items.slice(start), ...items.slice(0, start)];
}
