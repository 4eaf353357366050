import type { Block } from '@sylion/knowledge';

import type { FoundDocument } from './assemble-document.ts';

/**
 * Paragraphs by blank lines; a line underlined with = or - is a heading, lines that begin with a bullet or a number are a list. Line
 * ends stay where they mean something (an address, opening hours) and go where an editor wrapped a long line.
 */
export function readPlainText(text: string): FoundDocument {
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.split('\n').map((line) => line.trimEnd()))
    .map((lines) => lines.filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0);
  const blocks = paragraphs.flatMap(blocksOfLines);
  const title = blocks[0]?.kind === 'heading' ? blocks[0].text : null;
  return { title, blocks, pagesTotal: null, pagesWithText: null };
}

const bullet = /^\s*(?:[•‣▪●○◦*–-]\s+|(?=\d{1,3}[.)]\s))/;
const wrappedFromCharacters = 60;

function blocksOfLines(lines: readonly string[]): Block[] {
  const [first = '', second = '', ...others] = lines;
  if (/^(={3,}|-{3,})$/.test(second.trim()) && first.length <= 200) {
    const heading: Block = { kind: 'heading', level: second.trim().startsWith('=') ? 1 : 2, text: first, page: null };
    return others.length === 0 ? [heading] : [heading, ...blocksOfLines(others)];
  }
  const start = lines.findIndex((line) => bullet.test(line));
  const isList = start !== -1 && lines.filter((line) => bullet.test(line)).length > 1;
  if (!isList) return [{ kind: 'paragraph', text: unwrap(lines), page: null }];
  const lead: Block[] = start === 0 ? [] : [{ kind: 'paragraph', text: unwrap(lines.slice(0, start)), page: null }];
  return [...lead, { kind: 'list', items: itemsOf(lines.slice(start)), page: null }];
}

/** A line without a bullet goes on with the item above it. */
function itemsOf(lines: readonly string[]): string[] {
  const items: string[] = [];
  for (const line of lines) {
    if (bullet.test(line) || items.length === 0) items.push(line.replace(bullet, '').trim());
    else items.push(`${items.pop()} ${line.trim()}`);
  }
  return items;
}

function unwrap(lines: readonly string[]): string {
  return lines
    .map((line, index) => (index === lines.length - 1 ? line : line + (line.length >= wrappedFromCharacters ? ' ' : '\n')))
    .join('')
    .replace(/ +/g, ' ');
}
