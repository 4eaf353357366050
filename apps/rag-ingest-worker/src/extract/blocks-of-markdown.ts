import type { Block } from '@sylion/knowledge';
import type { fromMarkdown } from 'mdast-util-from-markdown';

import { blocksOfMarkup } from './html/blocks-of-markup.ts';
import { parseMarkup } from './html/parse-markup.ts';

type Root = ReturnType<typeof fromMarkdown>;
type Node = Root | Root['children'][number];
type List = Extract<Node, { type: 'list' }>;

/** Deeper quotes and lists are read as text. */
const maxDepth = 20;

export function blocksOfMarkdown(node: Node, depth = 0): Block[] {
  switch (node.type) {
    case 'heading':
      return [{ kind: 'heading', level: node.depth, text: textOf(node), page: null }];
    case 'code':
      return [{ kind: 'paragraph', text: node.value, page: null }];
    case 'html':
      return blocksOfMarkup(parseMarkup(node.value));
    case 'list':
      return [{ kind: 'list', items: itemsOf(node, 0), page: null }];
    case 'table': {
      const [header, ...rows] = node.children.map((row) => row.children.map(textOf));
      return [{ kind: 'table', header: header ?? null, rows, page: null }];
    }
    case 'root':
    case 'blockquote':
    case 'footnoteDefinition':
      if (depth > maxDepth) return [{ kind: 'paragraph', text: textOf(node), page: null }];
      return node.children.flatMap((child) => blocksOfMarkdown(child, depth + 1));
    case 'definition':
    case 'thematicBreak':
    case 'yaml':
      return [];
    default:
      return [{ kind: 'paragraph', text: textOf(node), page: null }];
  }
}

function itemsOf(list: List, depth: number): string[] {
  return list.children.flatMap((item, index) => {
    const marker = list.ordered === true ? `${(list.start ?? 1) + index}. ` : '';
    const nested = depth < maxDepth ? item.children.filter((child) => child.type === 'list') : [];
    const own = item.children.filter((child) => !nested.includes(child as List)).map(textOf);
    return [`${'  '.repeat(depth)}${marker}${own.join(' ')}`, ...nested.flatMap((child) => itemsOf(child, depth + 1))];
  });
}

/** Without recursion: quotes within quotes may be thousands deep. */
function textOf(node: Node): string {
  const pieces: string[] = [];
  const waiting: Node[] = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.type === 'text') pieces.push(next.value.replace(/(?<!\s)\s*\n\s*/g, ' '));
    else if (next.type === 'inlineCode' || next.type === 'code') pieces.push(next.value);
    else if (next.type === 'break' || (next.type === 'html' && /^<br\b/i.test(next.value))) pieces.push('\n');
    else if (next.type === 'image') pieces.push(next.alt ?? '');
    else if ('children' in next) {
      if (isBlock(next)) pieces.push(' ');
      for (const child of (next.children as Node[]).toReversed()) waiting.push(child);
    }
  }
  return pieces.join('').trim();
}

const isBlock = ({ type }: Node) => type === 'paragraph' || type === 'listItem' || type === 'blockquote' || type === 'tableCell';
