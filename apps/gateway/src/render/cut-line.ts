import { leastSizeOfLine, sizeOfLine } from './render-bubble.ts';
import { isVisible, type Run, type TextLine } from './whatsapp-line.ts';

/**
 * Where a line may be cut, from kind to unkind. The first three leave links and inline code whole; `insideAtom` cuts
 * them at graphemes, `codePoint` cuts anywhere but between surrogates.
 */
export type Border = 'sentence' | 'word' | 'grapheme' | 'insideAtom' | 'codePoint';

/**
 * Cuts a line so that its rendered head fits `room` code points and is as long as it can be, at the first kind of
 * border that has a fitting place; undefined if none has. White space at the cut is dropped from both sides.
 */
export function cutLine(line: TextLine, room: number, borders: readonly Border[]): [head: TextLine, tail: TextLine] | undefined {
  const text = line.runs.map((run) => run.text).join('');
  // A head holds at most `room` code points of at most two UTF-16 units each, so no cut at the end of this reach can fit.
  const reach = text.slice(0, 2 * room + 2);
  const atoms = atomRanges(line.runs);
  for (const border of borders) {
    const head = longestHead(line, room, cutsOf(border, reach, atoms));
    if (head === undefined) continue;
    const tail = { ...line, gap: 1 as const, prefix: line.continuationPrefix, runs: sliceRuns(line.runs, head.end, text.length) };
    return [head.line, trimmed(tail)];
  }
  return undefined;
}

/** Binary search: rendering grows with the text, and only a head that was measured is taken. */
function longestHead(line: TextLine, room: number, cuts: readonly number[]): { line: TextLine; end: number } | undefined {
  let best: { line: TextLine; end: number } | undefined;
  let low = 0;
  let high = cuts.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const end = cuts[middle] ?? 0;
    const head = trimmed({ ...line, runs: sliceRuns(line.runs, 0, end) });
    if (leastSizeOfLine(head) > room || sizeOfLine(head) > room) {
      high = middle - 1;
      continue;
    }
    if (head.runs.some((run) => isVisible(run.text))) best = { line: head, end };
    low = middle + 1;
  }
  return best;
}

type Range = readonly [start: number, end: number];

function atomRanges(runs: readonly Run[]): Range[] {
  let offset = 0;
  return runs.flatMap((run): Range[] => {
    offset += run.text.length;
    return run.kind === 'words' ? [] : [[offset - run.text.length, offset]];
  });
}

function cutsOf(border: Border, text: string, atoms: readonly Range[]): number[] {
  const cuts = cutFinders[border](text);
  if (border === 'insideAtom' || border === 'codePoint') return cuts;
  let next = 0;
  return cuts.filter((cut) => {
    while (atoms[next] !== undefined && (atoms[next]?.[1] ?? 0) <= cut) next += 1;
    return cut <= (atoms[next]?.[0] ?? Number.POSITIVE_INFINITY);
  });
}

const sentenceEnds = /[.!?…؟。！？]['")\]»”’]*(?=\s)|[。！？]/gu;
const wordEnds = /\S(?=\s)/gu;
const endsOf = (pattern: RegExp, text: string): number[] => Array.from(text.matchAll(pattern), (match) => match.index + match[0].length);

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const graphemeCuts = (text: string): number[] => Array.from(graphemes.segment(text), ({ index, segment }) => index + segment.length);

function codePointCuts(text: string): number[] {
  let offset = 0;
  return Array.from(text, (character) => (offset += character.length));
}

const cutFinders: Record<Border, (text: string) => number[]> = {
  sentence: (text) => endsOf(sentenceEnds, text),
  word: (text) => endsOf(wordEnds, text),
  grapheme: graphemeCuts,
  insideAtom: graphemeCuts,
  codePoint: codePointCuts,
};

function sliceRuns(runs: readonly Run[], start: number, end: number): Run[] {
  let offset = 0;
  const sliced: Run[] = [];
  for (const run of runs) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, run.text.length);
    if (from < to) sliced.push({ ...run, text: run.text.slice(from, to) });
    offset += run.text.length;
    if (offset >= end) break;
  }
  return sliced;
}

/** Without white space at its ends. */
function trimmed(line: TextLine): TextLine {
  const runs = [...line.runs];
  while (runs[0] !== undefined && runs[0].text.trimStart() === '') runs.shift();
  while (runs.length > 0 && runs.at(-1)?.text.trimEnd() === '') runs.pop();
  return {
    ...line,
    runs: runs.map((run, index) => ({ ...run, text: edge(run.text, index === 0, index === runs.length - 1) })),
  };
}

const edge = (text: string, isFirst: boolean, isLast: boolean): string => {
  const start = isFirst ? text.trimStart() : text;
  return isLast ? start.trimEnd() : start;
};
