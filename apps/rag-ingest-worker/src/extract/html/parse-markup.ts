import { load } from 'cheerio/slim';

/** What a walk over markup needs of a node; text nodes have `data`, elements a `name`. */
export interface MarkupNode {
  readonly type: string;
  readonly name?: string;
  readonly data?: string;
  readonly attribs?: Readonly<Record<string, string>>;
  readonly children?: readonly MarkupNode[];
}

/** Never throws and never recurses: unclosed, crossed and 100,000-fold nested tags are read as they stand. */
export function parseMarkup(html: string): MarkupNode {
  const [root] = load(html).root();
  return root ?? { type: 'root', children: [] };
}
