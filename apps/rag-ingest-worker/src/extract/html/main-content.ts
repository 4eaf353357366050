import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

import { levelAttribute } from './level-attribute.ts';

/** linkedom's document is a browser's as far as Readability looks. */
type PageDocument = ConstructorParameters<typeof Readability>[0];

/** Readability reads each node's text again and again: beyond this it would take minutes. */
const maxElements = 20_000;
const maxDepth = 150;

/** The markup of a web page's main content, without its menus, banners and teasers. Null when it cannot be told apart. */
export function mainContent(html: string, size: { readonly elements: number; readonly depth: number }): string | null {
  if (size.elements > maxElements || size.depth > maxDepth) return null;
  try {
    const { document } = parseHTML(html);
    for (const heading of document.querySelectorAll('h1')) heading.setAttribute(levelAttribute, '1');
    return new Readability(document as unknown as PageDocument).parse()?.content ?? null;
  } catch {
    return null;
  }
}
