/** The next line put to a paragraph: a word that was broken at its end becomes whole. */
export function joinLines(text: string, next: string): string {
  const [before, after] = [text.trimEnd(), next.trimStart()];
  if (before.endsWith('\u00AD')) return before.slice(0, -1) + after;
  if (/\p{Ll}[-\u2010]$/u.test(before) && /^\p{Ll}/u.test(after)) return before.slice(0, -1) + after;
  return `${before} ${after}`;
}
