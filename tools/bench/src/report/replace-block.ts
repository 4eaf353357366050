/**
 * `document` with what stands between `<!-- name -->` and `<!-- /name -->` replaced.
 * @throws when a marker is missing, which a person must have lost
 */
export function replaceBlock(document: string, name: string, content: string): string {
  const [opening, closing] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [document.indexOf(opening), document.indexOf(closing)];
  if (start === -1 || end < start) throw new Error(`the document has no "${opening}" … "${closing}"`);
  return `${document.slice(0, start)}${opening}\n${content}\n${document.slice(end)}`;
}
