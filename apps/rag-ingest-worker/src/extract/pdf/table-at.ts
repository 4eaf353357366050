import type { Line, Segment } from './placed-text.ts';

const leastRows = 3;
const leastFilledShare = 0.6;
const maxRowGap = 3.5;

export interface FoundTable {
  readonly header: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
  /** The index of the first line after it. */
  readonly end: number;
}

interface Column {
  left: number;
  right: number;
}

/**
 * The table that begins at a line, if one surely does: three rows or more whose cells stand in columns that never touch. A line with
 * one cell goes on with the row above it. Null otherwise: a wrong table is worse to read than its words in order.
 */
export function tableAt(lines: readonly Line[], start: number): FoundTable | null {
  const end = endOfRun(lines, start);
  const run = lines.slice(start, end);
  const full = run.filter(({ segments }) => segments.length > 1);
  if (full.length < leastRows) return null;
  const columns = columnsOf(full.flatMap(({ segments }) => segments));
  if (columns.length < 2) return null;
  const rows: string[][] = [];
  for (const line of run) {
    const places = line.segments.map((segment) => columns.findIndex((column) => overlaps(column, segment)));
    if (new Set(places).size < places.length || places.includes(-1)) return null;
    const isContinuation = line.segments.length === 1 && rows.length > 0;
    const row = isContinuation ? rows.at(-1) : columns.map(() => '');
    if (row === undefined) return null;
    line.segments.forEach((segment, index) => {
      const column = places[index] ?? 0;
      row[column] = [row[column], segment.text].filter((text) => text !== '').join(' ');
    });
    if (!isContinuation) rows.push(row);
  }
  const filled = rows.flat().filter((cell) => cell !== '').length;
  if (filled < leastFilledShare * rows.length * columns.length) return null;
  return { ...splitHeader(rows, full), end };
}

/** Lines of several cells, one below the other; a single cell between two of them may belong to the upper one. */
function endOfRun(lines: readonly Line[], start: number): number {
  let end = start;
  for (let index = start; index < lines.length; index += 1) {
    const [previous, line] = [lines[index - 1], lines[index]];
    if (line === undefined) break;
    if (index > start && previous !== undefined) {
      const step = line.y - previous.y;
      if (line.page !== previous.page || step <= 0 || step > (line.segments.length > 1 ? maxRowGap : 1.5) * line.size) break;
    }
    if (line.segments.length > 1) end = index + 1;
    else if (index === start || lines[index - 1]?.segments.length === 1) break;
  }
  return end;
}

function columnsOf(segments: readonly Segment[]): Column[] {
  const columns: Column[] = [];
  for (const { x, right } of segments.toSorted((one, other) => one.x - other.x)) {
    const last = columns.at(-1);
    if (last !== undefined && x < last.right) last.right = Math.max(last.right, right);
    else columns.push({ left: x, right });
  }
  return columns;
}

const overlaps = ({ left, right }: Column, segment: Segment) => segment.x < right && segment.right > left;

/** The first row names the columns when it is set in another font, or when it has no number and the rows below it do. */
function splitHeader(rows: readonly (readonly string[])[], lines: readonly Line[]): Pick<FoundTable, 'header' | 'rows'> {
  const [first = [], ...others] = rows;
  const isOtherFont = lines[0]?.font !== lines[1]?.font && lines[1]?.font === lines[2]?.font;
  const hasNumberColumn = first.some((_, column) => others.filter((row) => /\d/.test(row[column] ?? '')).length > others.length / 2);
  const isNamed = first.every((cell) => cell !== '' && !/\d/.test(cell));
  return isNamed && (isOtherFont || hasNumberColumn) ? { header: first, rows: others } : { header: null, rows };
}
