import type { Block, ExtractedDocument } from '@sylion/knowledge';

import type { ExtractionLimits } from './extraction.ts';
import { Refusal } from './refusal.ts';
import { cleanInline, cleanText } from './text/clean-text.ts';

/** What a reader found, before it is cleaned. */
export interface FoundDocument {
  readonly title: string | null;
  readonly blocks: readonly Block[];
  readonly pagesTotal: number | null;
  readonly pagesWithText: number | null;
}

/**
 * The document with clean text, without blocks that say nothing. The indentation of list items and of preformatted lines stays.
 * @throws {Refusal} `empty` without a letter or digit, `too_much_inside` beyond the allowed text.
 */
export function assembleDocument(found: FoundDocument, limits: ExtractionLimits): ExtractedDocument {
  const blocks: Block[] = [];
  let characters = 0;
  for (const block of found.blocks) {
    const cleaned = cleanBlock(block);
    if (cleaned === null) continue;
    characters += charactersOf(cleaned);
    if (characters > limits.maxTextCharacters) throw new Refusal('too_much_inside');
    blocks.push(cleaned);
  }
  if (!blocks.some(saysSomething)) throw new Refusal('empty');
  return {
    title: cleanInline(found.title ?? '').slice(0, maxTitleCharacters) || null,
    blocks,
    pagesTotal: found.pagesTotal,
    pagesWithText: found.pagesWithText,
  };
}

const maxTitleCharacters = 500;

/** A letter or a digit of any script. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

function cleanBlock(block: Block): Block | null {
  switch (block.kind) {
    case 'heading': {
      const text = cleanInline(block.text);
      return text === '' ? null : { ...block, text };
    }
    case 'paragraph': {
      const text = cleanLines(block.text);
      return text === '' ? null : { ...block, text };
    }
    case 'list': {
      const items = block.items.map(cleanItem).filter((item) => item.trim() !== '');
      return items.length === 0 ? null : { ...block, items };
    }
    case 'table': {
      const header = block.header?.map(cleanInline) ?? null;
      const rows = block.rows.map((row) => row.map(cleanInline)).filter((row) => row.some((cell) => cell !== ''));
      return rows.length === 0 && !header?.some((cell) => cell !== '') ? null : { ...block, header, rows };
    }
  }
}

const cleanItem = (item: string): string => (/^ */.exec(item)?.[0] ?? '') + cleanInline(item);

function cleanLines(text: string): string {
  return cleanText(text)
    .split('\n')
    .map((line) => line.replace(/(\S)[ \t]+/g, '$1 ').trimEnd())
    .join('\n')
    .replace(/^\n+|(?<!\n)\n+$/g, ''); // without the look behind, every line end of a long gap would be tried as the last one
}

/** A cell or item counts at least one, so that an endless grid of nothing has a size. */
function charactersOf(block: Block): number {
  const texts =
    block.kind === 'list' ? block.items : block.kind === 'table' ? [...(block.header ?? []), ...block.rows.flat()] : [block.text];
  return texts.reduce((sum, text) => sum + Math.max(1, text.length), 0);
}

function saysSomething(block: Block): boolean {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return hasWords(block.text);
    case 'list':
      return block.items.some(hasWords);
    case 'table':
      return [...(block.header ?? []), ...block.rows.flat()].some(hasWords);
  }
}
