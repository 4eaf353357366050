/** Whether a passage holds an excerpt, whatever extraction made of line breaks, blanks and the forms of letters (Unicode NFKC). */
export function containsExcerpt(text: string, excerpt: string): boolean {
  return normalise(text).includes(normalise(excerpt));
}

function normalise(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, ' ').trim();
}
