import type { SentText } from '../load/graph-sink.ts';

/** Questions that were asked and their answers, joined by the numbers that stand in their texts. */
export interface QuestionBook {
  /** A new question of an end user, to be asked now. */
  ask(user: string): { readonly n: number; readonly text: string };
  /** Resolves when the question was answered. */
  answered(n: number): Promise<void>;
  receive(sent: SentText): void;
  /** Forgets everything, for the next run. */
  clear(): void;
  result(): BookResult;
}

export interface BookResult {
  readonly asked: number;
  readonly answers: number;
  readonly lost: number;
  readonly doubled: number;
  /** Questions that were answered after a later one of the same end user, or to somebody else. */
  readonly reordered: number;
  /** From asking to the POST of the answer, ms. */
  readonly elapsedMs: readonly number[];
}

interface Question {
  readonly user: string;
  readonly askedAt: number;
  answeredAt?: number;
  answers: number;
  onAnswer?: () => void;
}

export function createQuestionBook(): QuestionBook {
  let questions = new Map<number, Question>();
  let lastOf = new Map<string, number>();
  let answers = 0;
  let reordered = 0;
  let next = 1;
  return {
    ask: (user) => {
      const n = next++;
      questions.set(n, { user, askedAt: performance.now(), answers: 0 });
      return { n, text: `When do you open on Sunday, and do you have anything left for q${n}?` };
    },
    answered: (n) =>
      new Promise((resolve) => {
        const question = questions.get(n);
        if (!question || question.answers > 0) resolve();
        else question.onAnswer = resolve;
      }),
    receive: ({ phone, text, at }) => {
      answers += 1;
      for (const [, number] of text.matchAll(/\bq(\d+)\b/g)) {
        const n = Number(number);
        const question = questions.get(n);
        if (!question) continue; // of a run before
        question.answers += 1;
        question.answeredAt ??= at;
        if (question.user !== phone || (question.answers === 1 && n < (lastOf.get(phone) ?? 0))) reordered += 1;
        lastOf.set(phone, Math.max(n, lastOf.get(phone) ?? 0));
        question.onAnswer?.();
      }
    },
    clear: () => {
      questions = new Map();
      lastOf = new Map();
      answers = 0;
      reordered = 0;
    },
    result: () => {
      const all = [...questions.values()];
      return {
        asked: all.length,
        answers,
        lost: all.filter((question) => question.answers === 0).length,
        doubled: all.filter((question) => question.answers > 1).length,
        reordered,
        elapsedMs: all.flatMap(({ askedAt, answeredAt }) => (answeredAt === undefined ? [] : [answeredAt - askedAt])),
      };
    },
  };
}
