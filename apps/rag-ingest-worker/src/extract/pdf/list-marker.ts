const bullet = /^\s*[•‣▪●○◦■□➢➤✓✔·–—*-]\s+(?=\S)/u;
const symbolFontBullet = /^\s*[\uF0A7\uF0B7\uF0D8\uF076]\s*/;
/** Not "J. ", which begins a name. */
const number = /^\s*\(?(?:\d{1,3}[.)]|[a-z]\))\s+(?=\S)/i;

/** What begins a list item: a bullet is dropped from its text, a number stays. Null when the line begins none. */
export function withoutListMarker(line: string): string | null {
  for (const pattern of [bullet, symbolFontBullet]) {
    if (pattern.test(line)) return line.replace(pattern, '');
  }
  return number.test(line) ? line.trimStart() : null;
}
