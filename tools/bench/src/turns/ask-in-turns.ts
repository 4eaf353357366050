import { setTimeout } from 'node:timers/promises';

import type { Poster } from '../load/create-poster.ts';
import type { Asker } from './ask-questions.ts';
import type { QuestionBook } from './question-book.ts';

/** Who asks whom, and how many at once. */
export interface Askers {
  readonly poster: Poster;
  readonly asker: Asker;
  readonly book: QuestionBook;
  readonly callers: number;
  nextUser(): number;
  /** For how long one waits for an answer before the next question. */
  readonly patienceMs: number;
}

/** A closed loop: so many end users ask, each the next question when the last one was answered, until `isOver` says so before a question. */
export async function askInTurns({ poster, asker, book, callers, nextUser, patienceMs }: Askers, isOver: () => boolean): Promise<void> {
  const caller = async (): Promise<void> => {
    while (!isOver()) {
      const { n, webhook } = asker.ask(nextUser());
      await poster.post(webhook);
      await Promise.race([book.answered(n), setTimeout(patienceMs, undefined, { ref: false })]);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
}
