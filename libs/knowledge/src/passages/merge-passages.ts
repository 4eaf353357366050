import type { FoundChunk, Passage } from '../passage.ts';
import { leadingText } from '../splitting/cut-text.ts';
import { passagesOf, type SelectedChunk } from './passages-of.ts';

export interface PassageBudget {
  /** Of all passages together. */
  readonly passageTokens: number;
  /** The most passages. */
  readonly limit: number;
}

/**
 * The passages to show the model for the chunks found (best first): chunks that stand side by side in a document are one
 * passage in reading order, best passage first. Every found chunk gets its place before any gets its neighbours; what no
 * longer fits is left out, but of the best chunk as much is kept as the budget allows.
 */
export function mergePassages(found: readonly FoundChunk[], budget: PassageBudget): Passage[] {
  let selected: readonly SelectedChunk[] = [];
  const selectIfItFits = (chunk: SelectedChunk): boolean => {
    if (selected.some((other) => isSame(other, chunk))) return true;
    const attempt = [...selected, chunk];
    const passages = passagesOf(attempt);
    const fits = passages.length <= budget.limit && sizeOf(passages) <= budget.passageTokens;
    if (fits) selected = attempt;
    return fits;
  };

  const whole = found.filter((chunk, rank) => {
    const candidate: SelectedChunk = { ...chunk, rank, found: chunk };
    if (selectIfItFits(candidate)) return true;
    const part = rank === 0 ? leadingText(chunk.text, budget.passageTokens).trimEnd() : '';
    if (part !== '') selectIfItFits({ ...candidate, text: part });
    return false;
  });
  for (const chunk of whole)
    for (const neighbours of [after(chunk), before(chunk)])
      for (const neighbour of neighbours) {
        if (!selectIfItFits({ ...neighbour, documentId: chunk.documentId, rank: Infinity, found: null })) break;
      }
  return passagesOf(selected);
}

const sizeOf = (passages: readonly Passage[]): number => passages.reduce((sum, passage) => sum + passage.tokenCount, 0);

const isSame = (a: SelectedChunk, b: SelectedChunk): boolean => a.documentId === b.documentId && a.ordinal === b.ordinal;

/** The neighbours without a gap, the nearest first: what follows mostly says more than what went before. */
const after = (chunk: FoundChunk) =>
  chunk.neighbours.filter(({ ordinal }) => ordinal > chunk.ordinal).filter(({ ordinal }, index) => ordinal === chunk.ordinal + index + 1);
const before = (chunk: FoundChunk) =>
  chunk.neighbours
    .filter(({ ordinal }) => ordinal < chunk.ordinal)
    .toReversed()
    .filter(({ ordinal }, index) => ordinal === chunk.ordinal - index - 1);
