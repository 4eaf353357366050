import type { Table, TableCell } from 'mdast';
import { type Definitions, toRuns } from './to-runs.ts';
import type { Run, Style } from './whatsapp-line.ts';

/** A table as one line per row, `*column*: value · *column*: value`; a table without rows as its column names. */
export function tableLines(table: Table, definitions: Definitions): Run[][] {
  const [header, ...rows] = table.children;
  const names = header?.children ?? [];
  if (rows.length === 0) return [joinCells(names.map((name) => cellRuns(name, ['bold'], definitions)))];
  return rows.map((row) =>
    joinCells(
      row.children.map((cell, column) => {
        const value = cellRuns(cell, [], definitions);
        const name = cellRuns(names[column], ['bold'], definitions);
        return value.length === 0 || name.length === 0 ? value : [...name, plain(': '), ...value];
      }),
    ),
  );
}

const plain = (text: string): Run => ({ kind: 'words', text, styles: [] });

const cellRuns = (cell: TableCell | undefined, styles: readonly Style[], definitions: Definitions): Run[] =>
  toRuns(cell?.children ?? [], styles, definitions).flatMap((runs, index) => (index === 0 ? runs : [plain(' '), ...runs]));

const joinCells = (cells: readonly Run[][]): Run[] =>
  cells.filter((runs) => runs.length > 0).flatMap((runs, index) => (index === 0 ? runs : [plain(' · '), ...runs]));
