import type { Definition, Emphasis, Image, Link, PhrasingContent } from 'mdast';
import { htmlToText } from './html-to-text.ts';
import type { Run, Style } from './whatsapp-line.ts';

/** Link targets of `[text][label]`, by label. */
export type Definitions = ReadonlyMap<string, Definition>;

/** The lines of some inline Markdown, each as runs; newlines and hard breaks end a line, blank lines are dropped. */
export function toRuns(nodes: readonly PhrasingContent[], styles: readonly Style[], definitions: Definitions): Run[][] {
  const lines: Run[][] = [[]];
  for (const run of runsOfAll(nodes, styles, definitions)) {
    const [first = '', ...others] = run.text.split(/\r\n|\r|\n/);
    lines.at(-1)?.push({ ...run, text: first });
    for (const text of others) lines.push([{ ...run, text: text.trimStart() }]);
  }
  return lines.map((runs) => runs.filter((run) => run.text !== '')).filter((runs) => runs.some((run) => run.text.trim() !== ''));
}

function runsOf(node: PhrasingContent, styles: readonly Style[], definitions: Definitions): Run[] {
  switch (node.type) {
    case 'text':
      return [words(node.value, styles)];
    case 'strong':
      return runsOfAll(node.children, withStyles(styles, 'bold'), definitions);
    case 'emphasis':
      return runsOfAll(
        node.children,
        withStyles(styles, ...(isOnlyStrong(node) ? (['bold', 'italic'] as const) : (['italic'] as const))),
        definitions,
      );
    case 'delete':
      return runsOfAll(node.children, withStyles(styles, 'strike'), definitions);
    case 'inlineCode':
      return [{ kind: 'code', text: node.value, styles: [] }];
    case 'break':
      return [words('\n', [])];
    case 'link':
      return linkRuns(runsOfAll(node.children, styles, definitions), node.url);
    case 'linkReference':
      return linkRuns(runsOfAll(node.children, styles, definitions), definitions.get(node.identifier)?.url ?? '');
    case 'image':
      return imageRuns(node.alt, node.url, styles);
    case 'imageReference':
      return imageRuns(node.alt, definitions.get(node.identifier)?.url ?? '', styles);
    case 'footnoteReference':
      return [words(`[${node.label ?? node.identifier}]`, styles)];
    case 'html':
      return [words(htmlToText(node.value), styles)];
    default:
      return [];
  }
}

const runsOfAll = (nodes: readonly PhrasingContent[], styles: readonly Style[], definitions: Definitions): Run[] =>
  nodes.flatMap((node, index) => {
    const mark = multiplicationMark(node, nodes[index - 1], nodes[index + 1]);
    if (mark === '' || !('children' in node)) return runsOf(node, styles, definitions);
    return [words(mark, styles), ...runsOfAll(node.children, styles, definitions), words(mark, styles)];
  });

/** Markdown sees emphasis in `2*3*4` and in `3 à 2*5 et 4*6`; a writer means the stars. */
function multiplicationMark(node: PhrasingContent, previous: PhrasingContent | undefined, next: PhrasingContent | undefined): string {
  if (node.type !== 'emphasis' && node.type !== 'strong') return '';
  const before = previous?.type === 'text' ? previous.value.slice(-2) : '';
  const after = next?.type === 'text' ? next.value.slice(0, 2) : '';
  const isBetweenWords = /[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(after);
  const touchesDigit = /\p{N}$/u.test(before) || /^\p{N}/u.test(after);
  if (node.type === 'strong') return isBetweenWords && touchesDigit ? '**' : '';
  return isBetweenWords || touchesDigit ? '*' : '';
}

const withStyles = (styles: readonly Style[], ...more: readonly Style[]): readonly Style[] => [
  ...styles,
  ...more.filter((style) => !styles.includes(style)),
];

/** `***x***` reads as emphasis around strong; `*_x_*` is how WhatsApp users write it. */
const isOnlyStrong = (node: Emphasis): boolean => node.children.length === 1 && node.children[0]?.type === 'strong';

const words = (text: string, styles: readonly Style[]): Run => ({ kind: 'words', text, styles });

const imageRuns = (alt: Image['alt'], url: string, styles: readonly Style[]): Run[] => linkRuns(alt ? [words(alt, styles)] : [], url);

/** `t (u)`, or one of the two where the other says nothing more. WhatsApp has no labelled links. */
function linkRuns(label: Run[], target: Link['url']): Run[] {
  const url = target.trim().replaceAll(/\s/g, '%20');
  const text = label
    .map((run) => run.text)
    .join('')
    .trim();
  const isInPage = url === '' || url.startsWith('#');
  if (isInPage) return label;
  if (text === '' || text === url) return [{ kind: 'url', text: url, styles: [] }];
  if (isSameTarget(text, url)) return [{ kind: 'url', text, styles: [] }];
  return [...label, words(' (', []), { kind: 'url', text: url, styles: [] }, words(')', [])];
}

/** Whether the label already is the address, as in `www.a.example`, `me@a.example` or a spaced phone number. */
const isSameTarget = (text: string, url: string): boolean => {
  const bare = url.replace(/^(?:https?:\/\/|mailto:|tel:)/i, '').replace(/\/$/, '');
  const label = text.replace(/^https?:\/\//i, '').replace(/\/$/, '');
  return label === bare || (url.startsWith('tel:') && label.replaceAll(/[\s().-]/g, '') === bare.replaceAll(/[\s().-]/g, ''));
};
