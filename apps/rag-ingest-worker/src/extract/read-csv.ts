import Papa from 'papaparse';

import type { FoundDocument } from './assemble-document.ts';
import { Refusal } from './refusal.ts';

/** As wide as a spreadsheet gets. */
const maxColumns = 16_384;

/** One table; the delimiter is guessed (comma, semicolon, tab, bar), the first row is the header unless it is the only one. */
export function readCsv(text: string): FoundDocument {
  const { data: rows } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: 'greedy' });
  if (rows.some((row) => row.length > maxColumns)) throw new Refusal('too_much_inside');
  const [header, ...others] = rows;
  return {
    title: null,
    blocks: [
      others.length === 0
        ? { kind: 'table', header: null, rows, page: null }
        : { kind: 'table', header: header ?? null, rows: others, page: null },
    ],
    pagesTotal: null,
    pagesWithText: null,
  };
}
