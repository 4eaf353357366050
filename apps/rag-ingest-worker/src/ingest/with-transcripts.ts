import type { Block, ExtractedDocument } from '@sylion/knowledge';

import { readMarkdown } from '../extract/read-markdown.ts';

/** A document with the words of its picture pages where they belong. */
export function withTranscripts(document: ExtractedDocument, transcripts: ReadonlyMap<number, string>): ExtractedDocument {
  const added = [...transcripts].flatMap(([page, words]): Block[] => readMarkdown(words).blocks.map((block) => ({ ...block, page })));
  const blocks = [...document.blocks, ...added].toSorted((one, other) => (one.page ?? 0) - (other.page ?? 0));
  const pages = new Set(added.map(({ page }) => page));
  return { ...document, blocks, pagesWithText: (document.pagesWithText ?? 0) + pages.size };
}
