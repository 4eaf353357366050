import type { Block, ExtractedDocument } from '../document.ts';
import { hasWords, tidyLine } from './tidy-text.ts';

export type Heading = Extract<Block, { kind: 'heading' }>;
export type Content = Exclude<Block, Heading>;

/** What stands between two headings. */
export interface Section {
  /** The headings it stands under, ` › ` between them; null above the first. */
  readonly path: string | null;
  readonly blocks: readonly Content[];
}

/**
 * The sections of a document, in order. A heading goes into the path of what stands below it; one that has nothing
 * below it, no subheading either, becomes a paragraph of its own, so that it can be found.
 */
export function sectionsOf(document: ExtractedDocument): Section[] {
  const sections: Section[] = [];
  const above: Heading[] = [];
  let blocks: Content[] = [];
  let isBare = false;

  const closeSection = (nextLevel: number): void => {
    const last = above.at(-1);
    const hasNothingBelow = isBare && last !== undefined && last.level >= nextLevel;
    if (hasNothingBelow)
      sections.push({ path: pathOf(above.slice(0, -1)), blocks: [{ kind: 'paragraph', text: last.text, page: last.page }] });
    else if (blocks.length > 0) sections.push({ path: pathOf(above), blocks });
    blocks = [];
  };

  for (const block of document.blocks) {
    if (block.kind !== 'heading') {
      blocks.push(block);
      isBare &&= !hasContent(block);
      continue;
    }
    if (!hasWords(block.text)) continue;
    closeSection(block.level);
    while (above.length > 0 && (above.at(-1)?.level ?? 0) >= block.level) above.pop();
    const text = tidyLine(block.text);
    isBare = text.length <= longestHeading;
    // A paragraph in disguise would be repeated before every chunk below it.
    if (isBare) above.push({ ...block, text });
    else blocks.push({ kind: 'paragraph', text, page: block.page });
  }
  closeSection(0);
  return sections;
}

const longestHeading = 160;

const pathOf = (headings: readonly Heading[]): string | null =>
  headings.length === 0 ? null : headings.map((heading) => heading.text).join(' › ');

function hasContent(block: Content): boolean {
  switch (block.kind) {
    case 'paragraph':
      return hasWords(block.text);
    case 'list':
      return block.items.some(hasWords);
    case 'table':
      return [block.header ?? [], ...block.rows].flat().some(hasWords);
  }
}
