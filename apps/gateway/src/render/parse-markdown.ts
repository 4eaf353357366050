import { gfmFromMarkdown } from 'mdast-util-gfm';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { RootContent } from 'mdast';
import { gfm } from 'micromark-extension-gfm';

/**
 * Reads GitHub-flavoured Markdown into its top-level nodes, in time that grows linearly with the text.
 *
 * The parser itself is quadratic on hostile input and recurses per nesting level. So a long text is parsed in
 * sections (a reference link then finds only the definitions of its own section), and a section no writer would
 * write, with thousands of style marks or dozens of nested quotes, is taken as plain text.
 */
export function parseMarkdown(markdown: string): RootContent[] {
  return sectionsOf(markdown).flatMap((section) => (isWritable(section) ? parseSection(section) : plainParagraphs(section)));
}

/** In UTF-16 units; more than one bubble can hold, so that a text of one bubble is always parsed as a whole. */
const sectionSize = 9_000;
const maxStyleMarks = 1_000;
const deeplyNested = /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){16}/m;

const parseSection = (section: string): RootContent[] =>
  fromMarkdown(section, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }).children;

const isWritable = (section: string): boolean => !deeplyNested.test(section) && (section.match(/\*+|_+|~+/g)?.length ?? 0) <= maxStyleMarks;

const plainParagraphs = (section: string): RootContent[] =>
  section.split(/\n{2,}/).map((value) => ({ type: 'paragraph', children: [{ type: 'text', value }] }));

/** Cuts a long text before an unindented line that follows a blank one outside any fence; failing that, at a line end. */
function sectionsOf(markdown: string): string[] {
  if (markdown.length <= sectionSize) return [markdown];
  const sections: string[] = [];
  let section = '';
  let openFence = '';
  let isAfterBlank = false;
  for (const line of piecesOf(markdown)) {
    const isFull = section.length + line.length > sectionSize;
    const isBorder = isAfterBlank && openFence === '' && /^\S/.test(line);
    if (section !== '' && (isFull || (isBorder && section.length > sectionSize / 2))) {
      // A fence longer than a section goes on as a fence in the next one.
      sections.push(section);
      section = openFence;
    }
    section += line;
    openFence = fenceAfter(line, openFence);
    isAfterBlank = line.trim() === '';
  }
  sections.push(section);
  return sections;
}

/** Lines with their line ends; a line longer than a section comes in several pieces, cut at white space. */
function* piecesOf(markdown: string): Generator<string> {
  for (const [line] of markdown.matchAll(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+/g)) {
    for (let start = 0; start < line.length;) {
      const end = line.length - start > sectionSize ? cutBefore(line, start + sectionSize) : line.length;
      yield line.slice(start, end);
      start = end;
    }
  }
}

const cutBefore = (line: string, end: number): number => {
  const space = line.lastIndexOf(' ', end);
  if (space > end - sectionSize) return space + 1;
  return (line.charCodeAt(end) & 0xfc00) === 0xdc00 ? end - 1 : end;
};

/** The opening line of the fence that is open after `line`, or ''. */
function fenceAfter(line: string, openFence: string): string {
  const marks = /^ {0,3}(`{3,}|~{3,})(.*)/.exec(line);
  if (marks === null) return openFence;
  const [, fence = '', rest = ''] = marks;
  if (openFence === '') return fence.startsWith('`') && rest.includes('`') ? '' : `${fence}\n`;
  const isClosing = fence[0] === openFence[0] && fence.length >= openFence.trim().length && rest.trim() === '';
  return isClosing ? '' : openFence;
}
