import type { MarkupNode } from './parse-markup.ts';

/**
 * Visits a tree in document order without recursion, so that no nesting is too deep. `enter` says whether to go inside; `leave` is
 * called for each node that was entered.
 */
export function walkMarkup(
  root: MarkupNode,
  { enter, leave }: { readonly enter: (node: MarkupNode) => boolean; readonly leave: (node: MarkupNode) => void },
): void {
  const path: { readonly node: MarkupNode; next: number }[] = [];
  if (enter(root)) path.push({ node: root, next: 0 });
  for (let place = path.at(-1); place !== undefined; place = path.at(-1)) {
    const child = place.node.children?.[place.next];
    place.next += 1;
    if (child === undefined) {
      path.pop();
      leave(place.node);
    } else if (enter(child)) {
      path.push({ node: child, next: 0 });
    }
  }
}
