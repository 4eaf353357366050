import { Buffer } from 'node:buffer';

import type { Block } from '@sylion/knowledge';
import readSheets, { type SheetData } from 'read-excel-file/node';

import type { FoundDocument } from '../assemble-document.ts';
import type { ExtractionLimits } from '../extraction.ts';
import { Refusal } from '../refusal.ts';
import { textOfCell } from './text-of-cell.ts';

/** Each sheet that has cells is a page: its name as a heading, then a table whose header is the first row that is not empty. */
export async function readWorkbook(bytes: Uint8Array, limits: ExtractionLimits): Promise<FoundDocument> {
  const sheets = await readSheets(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (sheets.length > limits.maxPages) throw new Refusal('too_many_pages');
  const blocksBySheet = sheets.map(({ sheet, data }, index) => blocksOfSheet(sheet, data, index + 1));
  return {
    title: null,
    blocks: blocksBySheet.flat(),
    pagesTotal: sheets.length,
    pagesWithText: blocksBySheet.filter((blocks) => blocks.length > 0).length,
  };
}

export function blocksOfSheet(name: string, data: SheetData, page: number): Block[] {
  const rows = withoutEmptyColumns(data.map((row) => row.map(textOfCell)).filter((row) => row.some((cell) => cell !== '')));
  const [header, ...others] = rows;
  if (header === undefined) return [];
  return [
    { kind: 'heading', level: 1, text: name, page },
    { kind: 'table', header: others.length === 0 ? null : header, rows: others.length === 0 ? rows : others, page },
  ];
}

function withoutEmptyColumns(rows: readonly (readonly string[])[]): string[][] {
  const filled: boolean[] = [];
  for (const row of rows) row.forEach((cell, column) => (filled[column] ||= cell !== ''));
  return rows.map((row) => row.filter((_, column) => filled[column]));
}
