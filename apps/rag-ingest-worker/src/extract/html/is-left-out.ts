import type { MarkupNode } from './parse-markup.ts';

const wordless = new Set(
  'audio base canvas datalist embed frame frameset iframe input link map meta nav noembed noscript object script select style svg template textarea title video'.split(
    ' ',
  ),
);

/** What a reader of the page does not read: code, navigation, form fields, what is hidden. A button that unfolds an answer is its question. */
export function isLeftOut({ name = '', attribs = {} }: MarkupNode, isInHeading: boolean): boolean {
  if (wordless.has(name)) return true;
  if (name === 'button') return !isInHeading && attribs['aria-expanded'] === undefined && attribs['aria-controls'] === undefined;
  return (
    attribs.hidden !== undefined ||
    attribs['aria-hidden'] === 'true' ||
    attribs.role === 'navigation' ||
    /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attribs.style ?? '')
  );
}
