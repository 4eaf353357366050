/** A document's name as people say it: without its file extension, on one line, with nothing in it that marks text up; at most `longest` characters. */
export function plainName(documentName: string, longest = 80): string {
  const name = documentName
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s*_~`[\]()<>|#\\]+/gu, ' ')
    .trim()
    .replace(/\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|csv|tsv|html?|md|txt|json|xml|mp3|ogg|wav)$/iu, '')
    .trim();
  const characters = Array.from(name);
  return characters.length <= longest
    ? name
    : `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}
