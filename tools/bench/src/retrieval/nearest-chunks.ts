import type { Corpus } from '../corpus/corpus.ts';
import { wanted, type Question } from './question.ts';

/** What every question should find: the numbers of the nearest chunks by exact search over float32 vectors, best first. */
export function nearestChunks(corpus: Corpus, questions: readonly Question[], progress: (line: string) => void): number[][] {
  const truths: number[][] = questions.map(() => []);
  const tenants = new Set(questions.map(({ tenant }) => tenant));
  for (const tenant of tenants) {
    const asked = questions.flatMap((question, index) => (question.tenant === tenant ? [{ ...question, index, best: new Best() }] : []));
    for (let number = 0; number < corpus.sizeOf(tenant); number += 1) {
      const vector = corpus.vector(tenant, number);
      for (const { vector: question, best } of asked) best.offer(number, dot(vector, question));
    }
    for (const { index, best } of asked) truths[index] = best.numbers();
    if (corpus.sizeOf(tenant) >= 20_000) progress(`searched exactly through ${corpus.sizeOf(tenant)} chunks`);
  }
  return truths;
}

/** The best few of many, kept sorted. */
class Best {
  private readonly found: { number: number; score: number }[] = [];

  offer(number: number, score: number): void {
    const worst = this.found.at(-1);
    if (this.found.length === wanted && worst !== undefined && score <= worst.score) return;
    const place = this.found.findIndex((one) => one.score < score);
    this.found.splice(place === -1 ? this.found.length : place, 0, { number, score });
    if (this.found.length > wanted) this.found.pop();
  }

  numbers(): number[] {
    return this.found.map(({ number }) => number);
  }
}

function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index += 1) sum += left[index]! * right[index]!;
  return sum;
}
