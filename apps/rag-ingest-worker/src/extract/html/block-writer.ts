import type { Block } from '@sylion/knowledge';

import { createListWriter, type ListWriter } from './list-writer.ts';
import { createTableWriter, type Cell, type TableWriter } from './table-writer.ts';

/**
 * Turns a stream of opening and closing tags into blocks. The outermost list or table takes everything inside it: a table in a list
 * item is text of that item, a list in a cell is text of that cell.
 */
export interface BlockWriter {
  text(data: string): void;
  lineBreak(): void;
  /** Where one block ends and another begins, whether or not there is text before it. */
  edge(): void;
  openHeading(level: number): void;
  closeHeading(): void;
  openPreformatted(): void;
  closePreformatted(): void;
  openList(firstNumber: number | null): void;
  closeList(): void;
  openItem(): void;
  openTable(): void;
  closeTable(): void;
  openRow(isHead: boolean): void;
  openCell(cell: Cell): void;
  closeCell(): void;
  readonly isInHeading: () => boolean;
  readonly pending: () => string;
  end(): Block[];
}

export function createBlockWriter(): BlockWriter {
  const blocks: Block[] = [];
  let buffer = '';
  let headingLevel: number | null = null;
  let preformattedDepth = 0;
  let list: ListWriter | null = null;
  let table: TableWriter | null = null;
  let nestedTables = 0;

  const flush = () => {
    const text = preformattedDepth > 0 ? buffer : buffer.trim();
    buffer = '';
    if (text.trim() === '') return;
    if (list !== null) list.write(text);
    else if (headingLevel !== null) blocks.push({ kind: 'heading', level: headingLevel, text, page: null });
    else blocks.push({ kind: 'paragraph', text, page: null });
  };
  const space = () => {
    if (buffer !== '' && !/\s$/.test(buffer)) buffer += ' ';
  };
  const edge = () => (table?.isInCell() || headingLevel !== null || list?.isInItem() ? space() : flush());

  return {
    text(data) {
      if (preformattedDepth > 0 && table === null && list === null) buffer += data;
      else if (data !== '') {
        const collapsed = data.replace(/\s+/g, ' ');
        buffer += buffer === '' || /\s$/.test(buffer) ? collapsed.trimStart() : collapsed;
      }
    },
    lineBreak() {
      if (table !== null || list !== null || headingLevel !== null) space();
      else buffer = preformattedDepth > 0 ? `${buffer}\n` : `${buffer.trimEnd()}\n`;
    },
    edge,
    openHeading(level) {
      edge();
      if (table === null && list === null) headingLevel = level;
    },
    closeHeading() {
      if (headingLevel === null) return edge();
      flush();
      headingLevel = null;
    },
    openPreformatted() {
      edge();
      preformattedDepth += 1;
    },
    closePreformatted() {
      edge();
      preformattedDepth -= 1;
    },
    openList(firstNumber) {
      if (table !== null || headingLevel !== null) return edge();
      flush();
      list ??= createListWriter();
      list.open(firstNumber);
    },
    closeList() {
      if (table !== null || list === null) return edge();
      flush();
      if (!list.close()) return;
      const items = list.items();
      if (items.length > 0) blocks.push({ kind: 'list', items, page: null });
      list = null;
    },
    openItem() {
      if (table !== null || list === null) return edge();
      flush();
      list.openItem();
    },
    openTable() {
      edge();
      if (list !== null || headingLevel !== null) return;
      if (table === null) table = createTableWriter();
      else nestedTables += 1;
    },
    closeTable() {
      if (table === null || nestedTables > 0) {
        nestedTables = Math.max(0, nestedTables - 1);
        return edge();
      }
      flush();
      for (const block of table.blocks()) blocks.push(block);
      table = null;
    },
    openRow(isHead) {
      edge();
      if (nestedTables === 0) table?.openRow(isHead);
    },
    openCell(cell) {
      if (table === null || nestedTables > 0) return edge();
      flush();
      table.openCell(cell);
    },
    closeCell() {
      if (table === null || nestedTables > 0 || !table.isInCell()) return edge();
      table.closeCell(buffer.trim());
      buffer = '';
    },
    isInHeading: () => headingLevel !== null,
    pending: () => buffer,
    end() {
      if (table?.isInCell()) table.closeCell(buffer.trim());
      else flush();
      return blocks;
    },
  };
}
