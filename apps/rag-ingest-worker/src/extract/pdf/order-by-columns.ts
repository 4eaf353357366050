import { isRightToLeft } from './join-in-reading-order.ts';
import type { Segment } from './placed-text.ts';

/** A column of prose has this many lines of this many letters; what has less is a table, and its rows are read across. */
const leastLines = 4;
const leastCharacters = 20;
const maxColumns = 4;

/**
 * Parts a page into columns of prose: an upright gap that (nearly) nothing crosses, with real lines on both sides. What does cross it
 * (a headline over the page) parts the page into bands, each read on its own. Without such a gap the page is one column.
 */
export function orderByColumns(segments: readonly Segment[], columnsLeft = maxColumns): (readonly Segment[])[] {
  const gap = columnsLeft < 2 ? null : findGap(segments);
  if (gap === null) return segments.length === 0 ? [] : [segments];
  const ordered: (readonly Segment[])[] = [];
  let left: Segment[] = [];
  let right: Segment[] = [];
  let crossing: Segment[] = [];
  const endBand = () => {
    const sides = isRightToLeft(right.map(({ text }) => text).join('')) ? [right, left] : [left, right];
    ordered.push(...sides.flatMap((side) => orderByColumns(side, columnsLeft - 1)));
    left = [];
    right = [];
  };
  for (const segment of segments.toSorted((one, other) => one.y - other.y)) {
    if (segment.x < gap && segment.right > gap) {
      endBand();
      crossing.push(segment);
      continue;
    }
    if (crossing.length > 0) ordered.push(crossing);
    crossing = [];
    (segment.right <= gap ? left : right).push(segment);
  }
  endBand();
  if (crossing.length > 0) ordered.push(crossing);
  return ordered;
}

/** Where the gap is: the middle of the widest strip that at most two segments or one in ten cross. Null when there is none. */
function findGap(segments: readonly Segment[]): number | null {
  if (segments.length < 2 * leastLines) return null;
  const left = Math.min(...segments.map(({ x }) => x));
  const right = Math.max(...segments.map(({ right: end }) => end));
  const size = segments.map((segment) => segment.size).toSorted((one, other) => one - other)[segments.length >> 1] ?? 10;
  const candidates: number[] = [];
  for (let place = left + 0.15 * (right - left); place < left + 0.85 * (right - left); place += size / 2) {
    if (partsColumns(segments, place)) candidates.push(place);
  }
  const strips = candidates.reduce<number[][]>((found, place) => {
    const strip = found.at(-1);
    if (strip !== undefined && place - (strip.at(-1) ?? 0) < size) strip.push(place);
    else found.push([place]);
    return found;
  }, []);
  const widest = strips.toSorted((one, other) => other.length - one.length)[0];
  return widest?.[widest.length >> 1] ?? null;
}

function partsColumns(segments: readonly Segment[], place: number): boolean {
  const left = segments.filter(({ right }) => right <= place);
  const right = segments.filter(({ x }) => x >= place);
  const crossing = segments.length - left.length - right.length;
  return crossing <= Math.max(2, 0.1 * segments.length) && isProse(left) && isProse(right) && stand(left, right);
}

const isProse = (side: readonly Segment[]) =>
  side.length >= leastLines && side.reduce((sum, { text }) => sum + text.length, 0) >= leastCharacters * side.length;

/** Beside each other, not one below the other. */
function stand(left: readonly Segment[], right: readonly Segment[]): boolean {
  const range = (side: readonly Segment[]) => [Math.min(...side.map(({ y }) => y)), Math.max(...side.map(({ y }) => y))] as const;
  const [leftTop, leftBottom] = range(left);
  const [rightTop, rightBottom] = range(right);
  return leftTop < rightBottom && rightTop < leftBottom;
}
