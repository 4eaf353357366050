import { setTimeout } from 'node:timers/promises';

import type { BookResult, QuestionBook } from './question-book.ts';

const lookEveryMs = 20;

/** Waits until every question was answered, or nothing more was for so long. */
export async function waitForAnswers(book: QuestionBook, patienceMs: number): Promise<BookResult> {
  let seen = -1;
  let since = performance.now();
  for (;;) {
    const result = book.result();
    if (result.lost === 0 || performance.now() - since > patienceMs) return result;
    if (result.lost !== seen) {
      seen = result.lost;
      since = performance.now();
    }
    await setTimeout(lookEveryMs);
  }
}
