import type { Block } from '@sylion/knowledge';

import { createBlockWriter, type BlockWriter } from './block-writer.ts';
import { findLayoutTables } from './find-layout-tables.ts';
import { isLeftOut } from './is-left-out.ts';
import { levelAttribute } from './level-attribute.ts';
import type { MarkupNode } from './parse-markup.ts';
import { walkMarkup } from './walk-markup.ts';

/** The text of a page or fragment in the order it stands, structure kept; scripts, navigation and what is hidden left out. */
export function blocksOfMarkup(root: MarkupNode): Block[] {
  const layoutTables = findLayoutTables(root);
  const writer = createBlockWriter();
  const isTablePart = tableParts(layoutTables);
  walkMarkup(root, {
    enter(node) {
      if (node.type === 'text') writer.text(node.data ?? '');
      if (node.name === undefined) return node.type === 'root';
      if (isLeftOut(node, writer.isInHeading())) return false;
      open(writer, node, isTablePart.enter(node));
      return true;
    },
    leave(node) {
      if (node.name !== undefined) close(writer, node, isTablePart.leave(node));
    },
  });
  return writer.end();
}

/** Whether a table, row or cell belongs to a table of data; those of layout tables are mere boxes. */
function tableParts(layoutTables: ReadonlySet<MarkupNode>) {
  const openTables: MarkupNode[] = [];
  const isData = () => openTables.length > 0 && !layoutTables.has(openTables.at(-1) as MarkupNode);
  return {
    enter(node: MarkupNode): boolean {
      if (node.name === 'table') openTables.push(node);
      return isData();
    },
    leave(node: MarkupNode): boolean {
      const wasData = isData();
      if (node.name === 'table') openTables.pop();
      return wasData;
    },
  };
}

const boxes = new Set(
  'address article aside blockquote body caption center dd details dialog div dl fieldset figcaption figure footer form head header hgroup hr html legend main option optgroup p section summary tbody tfoot thead tr td th table title'.split(
    ' ',
  ),
);
const headings = new Map([1, 2, 3, 4, 5, 6].map((level) => [`h${level}`, level]));

function open(writer: BlockWriter, node: MarkupNode, isData: boolean): void {
  const name = node.name ?? '';
  const level = headings.get(name);
  if (level !== undefined) return writer.openHeading(node.attribs?.[levelAttribute] === '1' ? 1 : level);
  if (name === 'br') return writer.lineBreak();
  if (name === 'pre') return writer.openPreformatted();
  if (name === 'ul' || name === 'menu') return writer.openList(null);
  if (name === 'ol') return writer.openList(span(node, 'start', 1));
  if (name === 'li') return writer.openItem();
  if (name === 'dt') return writer.edge();
  if (name === 'dd' && /[:?] $/.test(writer.pending())) return;
  if (isData && name === 'table') return writer.openTable();
  if (isData && name === 'tr') return writer.openRow(false);
  if (isData && (name === 'td' || name === 'th')) {
    return writer.openCell({ isHeader: name === 'th', columns: span(node, 'colspan', 1), rows: span(node, 'rowspan', 1) });
  }
  if (boxes.has(name)) writer.edge();
}

function close(writer: BlockWriter, node: MarkupNode, isData: boolean): void {
  const name = node.name ?? '';
  if (headings.has(name)) return writer.closeHeading();
  if (name === 'pre') return writer.closePreformatted();
  if (name === 'ul' || name === 'ol' || name === 'menu') return writer.closeList();
  if (name === 'dt') return writer.text(/[:?]\s*$/.test(writer.pending()) ? ' ' : ': ');
  if (isData && name === 'table') return writer.closeTable();
  if (isData && (name === 'td' || name === 'th')) return writer.closeCell();
  if (name === 'li' || boxes.has(name)) writer.edge();
}

function span(node: MarkupNode, attribute: string, otherwise: number): number {
  const value = Number.parseInt(node.attribs?.[attribute] ?? '', 10);
  return Number.isSafeInteger(value) && value > 0 ? value : otherwise;
}
