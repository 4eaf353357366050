import { estimateTokens } from '@sylion/conversation';
import type { Block } from '../document.ts';
import { cutText } from './cut-text.ts';
import { hasWords, tidyLine } from './tidy-text.ts';

/**
 * The rows of a table as lines of at most `chunkTokens`: `Plan: Pro; Price: 49 €`, or `Pro | 49 €` without a header.
 *
 * Every row names its columns, although that costs more tokens than a pipe table. A row is what is asked for: its words and
 * those of its columns then stand together for both legs of the search, a part of a table needs no header line to be
 * understood, and WhatsApp has no tables, so the model can hand on such a line as it is.
 */
export function tableRows(table: Extract<Block, { kind: 'table' }>, chunkTokens: number): string[] {
  const header = (table.header ?? []).map(tidyLine);
  const separator = header.some(hasWords) ? '; ' : ' | ';
  const rows = table.rows.map((row) => cellsOf(row, header)).filter((cells) => cells.length > 0);
  if (rows.length === 0) return cutText(header.filter(hasWords).join(' | '), chunkTokens);
  return rows.flatMap((cells) => rowLines(cells, separator, chunkTokens));
}

interface Cell {
  readonly label: string;
  readonly value: string;
}

const cellsOf = (row: readonly string[], header: readonly string[]): Cell[] =>
  row
    .map((value, column) => ({ label: hasWords(header[column] ?? '') ? `${header[column]}: ` : '', value: tidyLine(value) }))
    .filter(({ value }) => value !== '');

/** One line if it fits; else it is cut between cells, and a cell longer than a chunk at words, its column named in every part. */
function rowLines(cells: readonly Cell[], separator: string, chunkTokens: number): string[] {
  const lines: string[] = [];
  for (const part of cells.flatMap((cell) => cellParts(cell, chunkTokens))) {
    const line = lines.length === 0 ? part : `${lines.at(-1)}${separator}${part}`;
    if (lines.length > 0 && estimateTokens(line) <= chunkTokens) lines[lines.length - 1] = line;
    else lines.push(part);
  }
  return lines;
}

function cellParts({ label, value }: Cell, chunkTokens: number): string[] {
  const roomTokens = chunkTokens - estimateTokens(label);
  // A column's name that leaves no room for its values is said once.
  if (roomTokens < chunkTokens / 2) return cutText(label + value, chunkTokens);
  return cutText(value, roomTokens).map((part) => label + part);
}
