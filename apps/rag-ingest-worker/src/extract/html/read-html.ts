import type { Block } from '@sylion/knowledge';

import type { FoundDocument } from '../assemble-document.ts';
import { blocksOfMarkup } from './blocks-of-markup.ts';
import { mainContent } from './main-content.ts';
import { parseMarkup } from './parse-markup.ts';
import { surveyMarkup } from './survey-markup.ts';

/** What main content must hold of the body's text to be believed: a price list or an address book looks like clutter to it. */
const leastShare = 0.5;

/** A whole page is reduced to its main content when that is most of it; a fragment is read as it stands. */
export function readHtml(html: string): FoundDocument {
  const root = parseMarkup(html);
  const survey = surveyMarkup(root);
  const body = blocksOfMarkup(root);
  const main = survey.isWholePage ? blocksOfMain(html, survey) : [];
  const blocks = charactersOf(main) >= leastShare * charactersOf(body) ? main : body;
  const heading = body.find((block) => block.kind === 'heading');
  return {
    title: survey.title ?? (heading?.kind === 'heading' ? heading.text : null),
    blocks: blocks.length > 0 ? blocks : body,
    pagesTotal: null,
    pagesWithText: null,
  };
}

function blocksOfMain(html: string, size: { readonly elements: number; readonly depth: number }): Block[] {
  const content = mainContent(html, size);
  return content === null ? [] : blocksOfMarkup(parseMarkup(content));
}

function charactersOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + charactersOfBlock(block), 0);
}

function charactersOfBlock(block: Block): number {
  if (block.kind === 'list') return block.items.join('').length;
  if (block.kind === 'table') return [...(block.header ?? []), ...block.rows.flat()].join('').length;
  return block.text.length;
}
