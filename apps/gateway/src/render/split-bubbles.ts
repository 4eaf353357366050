import { countCodePoints } from './count-code-points.ts';
import { cutCodeLine } from './cut-code-line.ts';
import { type Border, cutLine } from './cut-line.ts';
import { leastSizeOfLine, overheadOfLine, renderBubble, sizeOfLine } from './render-bubble.ts';
import { isVisible, type Line } from './whatsapp-line.ts';

/**
 * Distributes lines over bubbles of at most `maxCodePoints`, as few as possible, because WhatsApp bills each one and
 * counts it against the pair limit; among equally few, at the coarsest borders.
 *
 * What is lost at a cut is only the white space around it. A cut code block is closed and reopened as a fence, a cut
 * quote goes on as a quote, a cut style is closed and reopened.
 */
export function splitBubbles(lines: readonly Line[], maxCodePoints: number): string[] {
  if (lines.length === 0) return [];
  const whole = renderBubble(lines);
  if (countCodePoints(whole) <= maxCodePoints) return [whole];
  const distributions = grains.map((grain) => distribute(lines, grain, maxCodePoints));
  const fewest = Math.min(...distributions.map((bubbles) => bubbles.length));
  return distributions.find((bubbles) => bubbles.length === fewest)?.map(renderBubble) ?? [];
}

/** How coarse the borders are at which bubbles end as long as a bubble can hold what lies between two of them. */
type Grain = 'block' | 'line' | 'sentence' | 'word';
const grains: readonly Grain[] = ['block', 'line', 'sentence', 'word'];

function distribute(lines: readonly Line[], grain: Grain, maxCodePoints: number): Line[][] {
  const bubbles = new BubbleStack(maxCodePoints);
  for (const block of blocksOf(lines)) {
    if (grain === 'block') bubbles.keepTogether(block);
    for (const line of block) pour(line, grain, bubbles);
  }
  return bubbles.filled();
}

/** Puts a line into the last bubble if it fits; otherwise the part of it that does, and the rest into new ones. */
function pour(line: Line, grain: Grain, bubbles: BubbleStack): void {
  let rest: Line | undefined = line;
  while (rest !== undefined) {
    if (bubbles.put(rest)) return;
    const parts: [Line, Line] | undefined = cutAt(rest, bubbles.roomFor(rest), bordersFor(rest, grain, bubbles));
    if (parts !== undefined) {
      bubbles.put(parts[0]);
      rest = hasContent(parts[1]) ? parts[1] : undefined;
    }
    bubbles.start();
  }
}

function bordersFor(line: Line, grain: Grain, bubbles: BubbleStack): readonly Border[] {
  if (bubbles.isLastEmpty()) return ['sentence', 'word', 'grapheme', 'insideAtom', 'codePoint'];
  if (grain === 'word') return ['word'];
  return grain === 'sentence' || bubbles.isTooLongForAny(line) ? ['sentence'] : [];
}

function cutAt(line: Line, room: number, borders: readonly Border[]): [Line, Line] | undefined {
  if (room <= 0) return undefined;
  if (line.kind === 'text') return cutLine(line, room, borders);
  // A line of code is cut only if no bubble can hold it.
  return borders.includes('codePoint') ? cutCodeLine(line, room) : undefined;
}

/** The bubbles made so far; only the last one still grows. */
class BubbleStack {
  readonly #maxCodePoints: number;
  readonly #bubbles: Line[][] = [[]];
  #used = 0;

  constructor(maxCodePoints: number) {
    this.#maxCodePoints = maxCodePoints;
  }

  /** Starts a bubble unless the last one is still empty. */
  start(): void {
    if (this.isLastEmpty()) return;
    this.#bubbles.push([]);
    this.#used = 0;
  }

  /** Starts a bubble if the block fits one but not what is left of the last. */
  keepTogether(block: readonly Line[]): void {
    const needed = countCodePoints(renderBubble(block));
    const distance = this.isLastEmpty() ? 0 : (block[0]?.gap ?? 0);
    if (needed <= this.#maxCodePoints && this.#used + distance + needed > this.#maxCodePoints) this.start();
  }

  /** Adds the line if it fits; says whether it did. */
  put(line: Line): boolean {
    const room = this.roomFor(line);
    if (leastSizeOfLine(line) > room) return false;
    const needed = sizeOfLine(line);
    if (needed > room) return false;
    this.#used += overheadOfLine(line, this.#last.at(-1)) + needed;
    this.#last.push(line);
    return true;
  }

  roomFor(line: Line): number {
    return this.#maxCodePoints - this.#used - overheadOfLine(line, this.#last.at(-1));
  }

  isTooLongForAny(line: Line): boolean {
    const room = this.#maxCodePoints - overheadOfLine(line, undefined);
    return leastSizeOfLine(line) > room || sizeOfLine(line) > room;
  }

  isLastEmpty(): boolean {
    return this.#last.length === 0;
  }

  /** The bubbles in which a reader sees something. */
  filled(): Line[][] {
    return this.#bubbles.filter((bubble) => bubble.some(hasContent));
  }

  get #last(): Line[] {
    return this.#bubbles.at(-1) ?? [];
  }
}

const hasContent = (line: Line): boolean => (line.kind === 'code' ? isVisible(line.text) : line.runs.some((run) => isVisible(run.text)));

function blocksOf(lines: readonly Line[]): Line[][] {
  const blocks: Line[][] = [];
  for (const line of lines) {
    if (blocks.length === 0 || line.gap === 2) blocks.push([]);
    blocks.at(-1)?.push(line);
  }
  return blocks;
}
