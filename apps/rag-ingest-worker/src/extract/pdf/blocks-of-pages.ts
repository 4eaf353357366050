import type { Block } from '@sylion/knowledge';

import { bodyStyleOf, type BodyStyle } from './body-style.ts';
import { continuesParagraph } from './continues-paragraph.ts';
import { findHeadings } from './find-headings.ts';
import { joinLines } from './join-lines.ts';
import { withoutListMarker } from './list-marker.ts';
import type { Line } from './placed-text.ts';
import { tableAt } from './table-at.ts';

/** Headings, tables, lists and paragraphs of lines in reading order, each with the page it begins on. */
export function blocksOfPages(pages: readonly (readonly Line[])[]): Block[] {
  const lines = pages.flat();
  const body = bodyStyleOf(lines);
  const headings = findHeadings(lines, body);
  const blocks: Block[] = [];
  for (let index = 0; index < lines.length;) {
    const found = headingAt(lines, index, headings, body) ?? tableBlockAt(lines, index) ?? listAt(lines, index, headings, body);
    const { block, end } = found ?? paragraphAt(lines, index, headings, body);
    blocks.push(block);
    index = end;
  }
  return blocks;
}

interface Found {
  readonly block: Block;
  /** The index of the first line after it. */
  readonly end: number;
}

/** Lines of one heading follow each other closely in one style. */
function headingAt(lines: readonly Line[], start: number, headings: ReadonlyMap<Line, number>, body: BodyStyle): Found | null {
  const first = lines[start];
  const level = first === undefined ? undefined : headings.get(first);
  if (first === undefined || level === undefined) return null;
  let end = start + 1;
  let text = first.text;
  for (let last = first, next = lines[end]; next !== undefined; last = next, next = lines[end]) {
    const isSameStyle = headings.get(next) === level && next.font === first.font && next.page === first.page;
    if (!isSameStyle || next.size <= body.size * 1.1 || next.y <= last.y || next.y - last.y > 1.4 * next.size) break;
    text = joinLines(text, next.text);
    end += 1;
  }
  return { block: { kind: 'heading', level, text, page: first.page }, end };
}

function tableBlockAt(lines: readonly Line[], start: number): Found | null {
  const table = (lines[start]?.segments.length ?? 0) > 1 ? tableAt(lines, start) : null;
  if (table === null) return null;
  const { header, rows, end } = table;
  return { block: { kind: 'table', header, rows, page: lines[start]?.page ?? null }, end };
}

function listAt(lines: readonly Line[], start: number, headings: ReadonlyMap<Line, number>, body: BodyStyle): Found | null {
  const items: { readonly x: number; text: string }[] = [];
  let end = start;
  for (let itemLines: Line[] = []; end < lines.length; end += 1) {
    const line = lines[end];
    if (line === undefined || headings.has(line)) break;
    const text = withoutListMarker(line.text);
    const item = items.at(-1);
    if (text !== null) {
      items.push({ x: line.x, text });
      itemLines = [line];
    } else if (item !== undefined && continuesItem(itemLines, line, body)) {
      item.text = joinLines(item.text, line.text);
      itemLines.push(line);
    } else break;
  }
  if (items.length === 0) return null;
  const margins = items
    .map(({ x }) => x)
    .toSorted((one, other) => one - other)
    .filter((x, index, all) => index === 0 || x - (all[index - 1] ?? 0) > body.size / 2);
  const depthOf = (x: number) => Math.max(0, margins.filter((margin) => margin <= x + 1).length - 1);
  const page = lines[start]?.page ?? null;
  return { block: { kind: 'list', items: items.map(({ x, text }) => `${'  '.repeat(depthOf(x))}${text}`), page }, end };
}

/** The second line of an item is not left of its bullet. */
function continuesItem(itemLines: readonly Line[], line: Line, body: BodyStyle): boolean {
  const [first] = itemLines;
  return first !== undefined && line.page === first.page && line.x >= first.x - 1 && continuesParagraph(itemLines, line, body);
}

function paragraphAt(lines: readonly Line[], start: number, headings: ReadonlyMap<Line, number>, body: BodyStyle): Found {
  const paragraph = lines.slice(start, start + 1);
  let text = paragraph[0]?.text ?? '';
  let end = start + 1;
  for (let next = lines[end]; next !== undefined; next = lines[end]) {
    const begins =
      headings.has(next) || withoutListMarker(next.text) !== null || (next.segments.length > 1 && tableAt(lines, end) !== null);
    if (begins || !continuesParagraph(paragraph, next, body)) break;
    text = joinLines(text, next.text);
    paragraph.push(next);
    end += 1;
  }
  return { block: { kind: 'paragraph', text, page: paragraph[0]?.page ?? null }, end };
}
