import { Buffer } from 'node:buffer';

import writeSheets from 'write-excel-file/node';

export type CellInput = string | number | boolean | Date | null;

/** An xlsx with one sheet per name. */
export async function writeWorkbook(sheets: Readonly<Record<string, readonly (readonly CellInput[])[]>>): Promise<Buffer> {
  const written = await writeSheets(
    Object.entries(sheets).map(([sheet, rows]) => ({ sheet, data: rows.map((row) => row.map(cellOf)) })),
  ).toBuffer();
  return Buffer.from(written);
}

const cellOf = (value: CellInput) =>
  value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : value === null ? null : { value };
