/**
 * The readable text of an HTML fragment: tags, comments, scripts and styles are dropped, line-making tags become
 * newlines, character references are decoded. Linear in the length of `html`; not a sanitizer.
 */
export function htmlToText(html: string): string {
  return decodeReferences(
    withoutSilentParts(html)
      .replace(/<(?:br|hr)\s*\/?>|<\/(?:p|div|li|tr|h[1-6]|ul|ol|table)\s*>/gi, '\n')
      .replace(/<[^<>]*>/g, ''),
  );
}

const silentParts: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<script', '</script>'],
  ['<style', '</style>'],
];

function withoutSilentParts(html: string): string {
  return silentParts.reduce((rest, [start, end]) => {
    const lower = rest.toLowerCase();
    if (lower.length !== rest.length) return rest;
    let kept = '';
    let position = 0;
    for (;;) {
      const from = lower.indexOf(start, position);
      if (from === -1) return kept + rest.slice(position);
      kept += rest.slice(position, from);
      const to = lower.indexOf(end, from);
      if (to === -1) return kept;
      position = to + end.length;
    }
  }, html);
}

const namedReferences: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  euro: '€',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  hellip: '…',
  ndash: '–',
  mdash: '—',
};

const decodeReferences = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return namedReferences[name.toLowerCase()] ?? whole;
    const codePoint = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    const isCharacter = codePoint > 0 && codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff);
    return isCharacter ? String.fromCodePoint(codePoint) : '\uFFFD';
  });
