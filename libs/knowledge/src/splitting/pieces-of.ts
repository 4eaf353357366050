import { estimateTokens } from '@sylion/conversation';
import type { ChunkLanguage } from '../chunk.ts';
import { cutText } from './cut-text.ts';
import type { Piece } from './piece.ts';
import type { Content } from './sections-of.ts';
import { sentencesOf } from './sentences-of.ts';
import { tableRows } from './table-rows.ts';
import { hasWords, tidyLine, tidyText } from './tidy-text.ts';

/** A block as pieces of at most `chunkTokens` each, in reading order; none if it holds no words. */
export function piecesOf(block: Content, language: ChunkLanguage, chunkTokens: number): Piece[] {
  const lines = linesOf(block, language, chunkTokens).filter((line) => line.text !== '');
  if (!lines.some((line) => hasWords(line.text))) return [];
  return lines.map((line, index) => {
    const separator = index === 0 ? '\n\n' : line.separator;
    return { ...line, separator, page: block.page, tokenCount: estimateTokens(separator + line.text) };
  });
}

type Line = Pick<Piece, 'text' | 'separator' | 'kind'>;

function linesOf(block: Content, language: ChunkLanguage, chunkTokens: number): Line[] {
  switch (block.kind) {
    case 'paragraph':
      return sentenceLines(tidyText(block.text), language, chunkTokens);
    case 'list':
      return block.items.flatMap((item) => itemLines(item, language, chunkTokens));
    case 'table':
      return tableRows(block, chunkTokens).map((text) => ({ text, separator: '\n', kind: 'row' }));
  }
}

function sentenceLines(text: string, language: ChunkLanguage, chunkTokens: number): Line[] {
  const lines: Line[] = [];
  let separator: Piece['separator'] = ' ';
  for (const sentence of sentencesOf(text, language)) {
    const trimmed = sentence.trimEnd();
    const isWhole = estimateTokens(trimmed) <= chunkTokens;
    const parts = isWhole ? [trimmed] : cutText(trimmed, chunkTokens);
    lines.push(...parts.map((part): Line => ({ text: part, separator, kind: isWhole ? 'sentence' : 'fragment' })));
    separator = sentence.endsWith('\n') ? '\n' : trimmed.length < sentence.length ? ' ' : '';
  }
  return lines;
}

/** An item that is longer than a chunk is cut like running text. */
function itemLines(item: string, language: ChunkLanguage, chunkTokens: number): Line[] {
  const text = tidyLine(item);
  if (text === '') return [];
  const indent = ' '.repeat(Math.min(item.length - item.trimStart().length, deepestIndent));
  const line = `${indent}${hasMarker(text) ? '' : '- '}${text}`;
  if (estimateTokens(line) <= chunkTokens) return [{ text: line, separator: '\n', kind: 'item' }];
  return sentenceLines(text, language, chunkTokens).map((part, index) => ({ ...part, separator: index === 0 ? '\n' : part.separator }));
}

const deepestIndent = 8;
/** "• …", "1. …", "a) …" */
const hasMarker = (text: string): boolean => /^(?:[-–—•▪◦*·]|\(?(?:\p{N}{1,3}|\p{L})[.)])\s/u.test(text);
