import type { Definition, List, ListItem, RootContent, Table } from 'mdast';
import { htmlToText } from './html-to-text.ts';
import { tableLines } from './table-lines.ts';
import { type Definitions, toRuns } from './to-runs.ts';
import { isVisible, type Line, type Run } from './whatsapp-line.ts';

/** Where a block stands: what its lines begin with, and how far apart its siblings are. */
interface Place {
  /** Put before the first line only: a list marker. */
  marker: string;
  indent: string;
  isQuoted: boolean;
  siblingGap: 1 | 2;
}

/** The page being written; `gap` is the distance that the next line keeps from the last. */
interface Page {
  lines: Line[];
  gap: 1 | 2;
  fences: number;
  definitions: Definitions;
}

/**
 * Lays Markdown nodes out as WhatsApp lines. A line with `gap` 2 begins a block; a heading and what follows it,
 * all items of a list and all rows of a table are one block.
 */
export function toWhatsAppBlocks(nodes: readonly RootContent[]): Line[] {
  const definitions = new Map(
    nodes.filter((node): node is Definition => node.type === 'definition').map((node) => [node.identifier, node]),
  );
  const page: Page = { lines: [], gap: 2, fences: 0, definitions };
  writeSiblings(nodes, { marker: '', indent: '', isQuoted: false, siblingGap: 2 }, page);
  return page.lines;
}

/** Deeper items keep the deepest indentation: a phone is narrow, and a line must leave room for words. */
const deepestIndent = 8;

function writeSiblings(nodes: readonly RootContent[], place: Place, page: Page): void {
  let marker = place.marker;
  let last: RootContent | undefined;
  for (const node of nodes) {
    const countBefore = page.lines.length;
    if (last !== undefined) page.gap = gapBetween(last, node, place);
    write(node, { ...place, marker }, page);
    if (page.lines.length === countBefore) continue;
    marker = '';
    last = node;
  }
  if (last !== undefined) page.gap = place.siblingGap;
}

/** A heading stays with what it announces, and what the writer put on the very next line stays there. */
function gapBetween(last: RootContent, node: RootContent, place: Place): 1 | 2 {
  const isOnNextLine = last.position?.end.line === (node.position?.start.line ?? 0) - 1;
  return last.type === 'heading' || (isOnNextLine && node.type !== 'heading') ? 1 : place.siblingGap;
}

function write(node: RootContent, place: Place, page: Page): void {
  switch (node.type) {
    case 'paragraph':
      return writeLines(toRuns(node.children, [], page.definitions), place, page);
    case 'heading':
      return writeLines(toRuns(node.children, ['bold'], page.definitions), place, page);
    case 'list':
      return writeList(node, place, page);
    case 'blockquote':
      return writeSiblings(node.children, { ...place, indent: '', isQuoted: true, siblingGap: 1 }, page);
    case 'code':
      return writeCode(node.value, page);
    case 'table':
      return writeTable(node, place, page);
    case 'html':
      return writeLines(plainLines(htmlToText(node.value)), place, page);
    case 'footnoteDefinition':
      return writeSiblings(node.children, { ...place, marker: `[${node.label ?? node.identifier}] `, siblingGap: 1 }, page);
    // A rule shows as the blank line that stands between blocks anyway; definitions show nothing.
    default:
      return;
  }
}

function writeLines(lines: readonly Run[][], place: Place, page: Page): void {
  const quote = place.isQuoted ? '> ' : '';
  const visible = lines.filter((runs) => runs.some((run) => isVisible(run.text)));
  visible.forEach((runs, index) => {
    const lead = index === 0 && place.marker !== '' ? place.marker : place.indent;
    page.lines.push({ kind: 'text', gap: index === 0 ? page.gap : 1, prefix: quote + lead, continuationPrefix: quote, runs });
  });
}

function writeList(list: List, place: Place, page: Page): void {
  list.children.forEach((item, index) => {
    const bullet = list.ordered ? `${(list.start ?? 1) + index}. ` : '- ';
    const inner = `${place.indent}  `.slice(0, deepestIndent);
    const marker = `${place.indent}${bullet}${checkbox(item)}`;
    writeSiblings(item.children, { marker, indent: inner, isQuoted: place.isQuoted, siblingGap: 1 }, page);
    if (page.lines.length > 0) page.gap = 1;
  });
}

const checkbox = (item: ListItem): string => (item.checked === true ? '✅ ' : item.checked === false ? '☐ ' : '');

function writeCode(code: string, page: Page): void {
  if (!isVisible(code)) return;
  page.fences += 1;
  // The text must not close its own fence.
  const lines = code.replaceAll(/`(?=``)/g, '`\u200B').split(/\r\n|\r|\n/);
  lines.forEach((text, index) => page.lines.push({ kind: 'code', gap: index === 0 ? page.gap : 1, fence: page.fences, text }));
}

function writeTable(table: Table, place: Place, page: Page): void {
  writeLines(tableLines(table, page.definitions), place, page);
}

const plainLines = (text: string): Run[][] => text.split('\n').map((line) => [{ kind: 'words', text: line.trim(), styles: [] }]);
