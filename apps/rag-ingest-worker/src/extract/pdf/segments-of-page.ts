import { joinInReadingOrder } from './join-in-reading-order.ts';
import type { PlacedText, Segment } from './placed-text.ts';

/** Wider than any blank between words, even in justified text; narrower than what parts columns. In parts of the font size. */
const segmentGap = 1.2;
const sameBaseline = 0.35;

/** The runs of a page put together to what stands unbroken on a baseline, from top to bottom and left to right. */
export function segmentsOfPage(texts: readonly PlacedText[]): Segment[] {
  const baselines: PlacedText[][] = [];
  for (const text of texts.toSorted((one, other) => one.y - other.y)) {
    const current = baselines.at(-1);
    const first = current?.[0];
    if (current === undefined || first === undefined || text.y - first.y > sameBaseline * Math.max(text.size, first.size)) {
      baselines.push([text]);
    } else current.push(text);
  }
  return baselines.flatMap((baseline) => splitAtGaps(baseline.toSorted((one, other) => one.x - other.x)).map(segmentOf));
}

function splitAtGaps(texts: readonly PlacedText[]): PlacedText[][] {
  const groups: PlacedText[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const text of texts) {
    const current = groups.at(-1);
    if (current === undefined || text.x - right > segmentGap * text.size) groups.push([text]);
    else current.push(text);
    right = Math.max(right, text.x + text.width);
  }
  return groups;
}

function segmentOf(texts: readonly PlacedText[]): Segment {
  const main = texts.reduce((longest, text) => (text.text.length > longest.text.length ? text : longest));
  return {
    text: joinInReadingOrder(texts),
    x: Math.min(...texts.map(({ x }) => x)),
    right: Math.max(...texts.map(({ x, width }) => x + width)),
    y: main.y,
    size: main.size,
    font: main.font,
    hasOneFont: texts.every(({ font }) => font === main.font),
  };
}
