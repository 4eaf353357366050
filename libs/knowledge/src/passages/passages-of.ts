import { estimateTokens } from '@sylion/conversation';
import type { FoundChunk, Neighbour, Passage } from '../passage.ts';
import { withoutOverlap } from './without-overlap.ts';

/** A chunk that the model will read. */
export interface SelectedChunk extends Pick<Neighbour, 'chunkId' | 'ordinal' | 'text'> {
  readonly documentId: string;
  /** Its place among the chunks found, 0 for the best; infinite for a neighbour. */
  readonly rank: number;
  readonly found: FoundChunk | null;
}

/** The chunks as passages, one for each run of consecutive chunks of a document, in the order of their best chunks. */
export function passagesOf(selected: readonly SelectedChunk[]): Passage[] {
  const runs: { best: FoundChunk; rank: number; chunks: SelectedChunk[] }[] = [];
  for (const chunks of runsOf(selected)) {
    const best = chunks.reduce((one, other) => (other.rank < one.rank ? other : one));
    if (best.found !== null) runs.push({ best: best.found, rank: best.rank, chunks });
  }
  return runs.sort((a, b) => a.rank - b.rank).map(({ best, chunks }) => passageOf(best, chunks));
}

function runsOf(selected: readonly SelectedChunk[]): SelectedChunk[][] {
  const inOrder = selected.toSorted((a, b) =>
    a.documentId === b.documentId ? a.ordinal - b.ordinal : a.documentId < b.documentId ? -1 : 1,
  );
  const runs: SelectedChunk[][] = [];
  for (const chunk of inOrder) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last?.documentId === chunk.documentId && last.ordinal + 1 === chunk.ordinal) run.push(chunk);
    else runs.push([chunk]);
  }
  return runs;
}

/** Heading and page are those of the best chunk, for the answer most likely rests on it. */
function passageOf(best: FoundChunk, chunks: readonly SelectedChunk[]): Passage {
  const text = textOf(best, chunks);
  return {
    documentId: best.documentId,
    documentName: best.documentName,
    heading: best.heading,
    page: best.page,
    text,
    tokenCount: estimateTokens(text),
    chunkIds: chunks.map((chunk) => chunk.chunkId),
    similarity: best.similarity,
    vectorRank: best.vectorRank,
    textRank: best.textRank,
    score: best.score,
  };
}

/** The chunks' texts, each sentence once, a found chunk below its own heading where that is another than the passage's. */
function textOf(best: FoundChunk, chunks: readonly SelectedChunk[]): string {
  let heading = best.heading;
  let text = '';
  for (const [index, chunk] of chunks.entries()) {
    const before = chunks[index - 1];
    const own = before === undefined ? { text: chunk.text, hasOverlap: false } : withoutOverlap(before.text, chunk.text);
    const isUnderAnother = chunk.found !== null && chunk.found.heading !== heading;
    if (chunk.found !== null) heading = chunk.found.heading;
    if (!own.hasOverlap && text !== '') text += '\n\n';
    if (!own.hasOverlap && isUnderAnother && heading !== null) text += `${heading}\n`;
    text += own.text;
  }
  return text;
}
