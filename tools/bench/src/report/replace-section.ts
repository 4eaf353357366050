/**
 * `document` with what stands between the markers of this section replaced, or with the section added at its end.
 * @throws when there is an opening marker without its closing one, which a person must have lost
 */
export function replaceSection(document: string, name: string, content: string): string {
  const opening = `<!-- bench:${name} -->`;
  const closing = `<!-- /bench:${name} -->`;
  const section = `${opening}\n\n${content.trim()}\n\n${closing}`;
  const start = document.indexOf(opening);
  if (start === -1) return `${document.trimEnd()}\n\n${section}\n`;
  const end = document.indexOf(closing, start);
  if (end === -1) throw new Error(`"${opening}" has no "${closing}"`);
  return `${document.slice(0, start)}${section}${document.slice(end + closing.length)}`;
}
