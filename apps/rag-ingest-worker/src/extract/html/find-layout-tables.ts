import type { MarkupNode } from './parse-markup.ts';
import { walkMarkup } from './walk-markup.ts';

/** Tables that only arrange a page: they have another table or a heading inside, or say so. */
export function findLayoutTables(root: MarkupNode): Set<MarkupNode> {
  const found = new Set<MarkupNode>();
  const openTables: MarkupNode[] = [];
  walkMarkup(root, {
    enter(node) {
      const around = openTables.at(-1);
      if (around !== undefined && /^(table|h[1-6])$/.test(node.name ?? '')) found.add(around);
      if (node.name === 'table') {
        openTables.push(node);
        if (/^(presentation|none)$/.test(node.attribs?.role ?? '')) found.add(node);
      }
      return node.type !== 'text';
    },
    leave(node) {
      if (node.name === 'table') openTables.pop();
    },
  });
  return found;
}
