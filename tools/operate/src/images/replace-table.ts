/** Replaces what stands between `<!-- name -->` and `<!-- /name -->` in a document. @throws {Error} when it has no such place */
export function replaceTable(document: string, name: string, table: string): string {
  const place = new RegExp(`(<!-- ${name} -->\\n)[^]*?(<!-- /${name} -->)`);
  if (!place.test(document)) throw new Error(`the document has no place for ${name}`);
  return document.replace(place, (_whole, before: string, after: string) => `${before}${table}\n${after}`);
}
