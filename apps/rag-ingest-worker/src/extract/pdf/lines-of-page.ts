import { joinInReadingOrder } from './join-in-reading-order.ts';
import { orderByColumns } from './order-by-columns.ts';
import type { Line, PlacedPage, Segment } from './placed-text.ts';
import { segmentsOfPage } from './segments-of-page.ts';

/** The lines of a page in reading order: column after column where it has columns, else from top to bottom. */
export const linesOfPage = ({ texts, height }: PlacedPage, page: number): Line[] =>
  orderByColumns(segmentsOfPage(texts)).flatMap((column) =>
    rowsOf(column).map((row) => ({ ...lineOf(row), page, depth: (row[0]?.y ?? 0) / height })),
  );

function rowsOf(segments: readonly Segment[]): Segment[][] {
  const rows: Segment[][] = [];
  for (const segment of segments.toSorted((one, other) => one.y - other.y)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row !== undefined && first !== undefined && segment.y - first.y <= 0.35 * Math.max(segment.size, first.size)) row.push(segment);
    else rows.push([segment]);
  }
  return rows.map((row) => row.toSorted((one, other) => one.x - other.x));
}

function lineOf(segments: readonly Segment[]): Omit<Line, 'page' | 'depth'> {
  const main = segments.reduce((longest, segment) => (segment.text.length > longest.text.length ? segment : longest));
  return {
    segments,
    text: joinInReadingOrder(segments.map(({ text, x, right, size }) => ({ text, x, width: right - x, size }))),
    x: Math.min(...segments.map(({ x }) => x)),
    right: Math.max(...segments.map(({ right }) => right)),
    y: main.y,
    size: main.size,
    font: main.font,
  };
}
