import type { Block } from '@sylion/knowledge';

export interface Cell {
  readonly isHeader: boolean;
  readonly columns: number;
  readonly rows: number;
}

/** Gathers rows; what spans rows stands in each of them, a header that spans columns above each. */
export interface TableWriter {
  openRow(isHead: boolean): void;
  openCell(cell: Cell): void;
  closeCell(text: string): void;
  isInCell(): boolean;
  /** One table, or paragraphs if it has a single column: that is layout, or a box around text. */
  blocks(): Block[];
}

interface Row {
  readonly cells: string[];
  isHead: boolean;
}

export function createTableWriter(): TableWriter {
  const rows: Row[] = [];
  /** By column: what hangs down from rows above, and into how many more. */
  const hanging = new Map<number, { readonly text: string; rows: number }>();
  let cell: Cell | null = null;

  const fillHanging = (row: Row) => {
    for (let above = hanging.get(row.cells.length); above !== undefined; above = hanging.get(row.cells.length)) {
      above.rows -= 1;
      if (above.rows === 0) hanging.delete(row.cells.length);
      row.cells.push(above.text);
    }
  };
  const openRow = (isHead: boolean) => {
    const row: Row = { cells: [], isHead };
    rows.push(row);
    fillHanging(row);
    return row;
  };
  return {
    openRow,
    openCell(opened) {
      cell = opened;
    },
    closeCell(text) {
      if (cell === null) return;
      const row = rows.at(-1) ?? openRow(false);
      for (let column = 0; column < Math.min(cell.columns, maxSpan); column += 1) {
        const shown = column === 0 || cell.isHeader ? text : '';
        if (cell.rows > 1) hanging.set(row.cells.length, { text: shown, rows: Math.min(cell.rows, maxSpan) - 1 });
        row.cells.push(shown);
      }
      if (!cell.isHeader) row.isHead = false;
      else if (row.cells.length === cell.columns) row.isHead = true;
      fillHanging(row);
      cell = null;
    },
    isInCell: () => cell !== null,
    blocks() {
      const filled = rows.filter(({ cells }) => cells.some((text) => text !== ''));
      if (filled.length === 0) return [];
      if (filled.every(({ cells }) => cells.length === 1)) {
        return filled.map(({ cells }) => ({ kind: 'paragraph', text: cells[0] ?? '', page: null }));
      }
      const [first, ...others] = filled;
      const header = first !== undefined && first.isHead && others.length > 0 ? first.cells : null;
      return [{ kind: 'table', header, rows: (header === null ? filled : others).map(({ cells }) => cells), page: null }];
    },
  };
}

const maxSpan = 100;
