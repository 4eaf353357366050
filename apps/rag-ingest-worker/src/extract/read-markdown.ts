import type { Block } from '@sylion/knowledge';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

import type { FoundDocument } from './assemble-document.ts';
import { blocksOfMarkdown } from './blocks-of-markdown.ts';
import { readPlainText } from './read-plain-text.ts';

/** CommonMark with GitHub's tables. Front matter is not text, but may name the title. */
export function readMarkdown(text: string): FoundDocument {
  const frontMatter = /^\uFEFF?---\n([^]*?)\n---(?:\n|$)/.exec(text.replaceAll('\r\n', '\n'));
  const body = frontMatter === null ? text : text.replaceAll('\r\n', '\n').slice(frontMatter[0].length);
  const tree = parse(body);
  if (tree === null) return readPlainText(body);
  const blocks = blocksOfMarkdown(tree);
  const namedTitle = /^title:(.*)/m
    .exec(frontMatter?.[1] ?? '')?.[1]
    ?.trim()
    .replace(/^["']|["']$/g, '');
  return { title: namedTitle || firstHeading(blocks), blocks, pagesTotal: null, pagesWithText: null };
}

/** Null for what is nested too deep to parse, which nobody has written as Markdown. */
function parse(text: string) {
  try {
    return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  } catch {
    return null;
  }
}

function firstHeading(blocks: readonly Block[]): string | null {
  const heading = blocks.find((block) => block.kind === 'heading' && block.level === 1);
  return heading?.kind === 'heading' ? heading.text : null;
}
