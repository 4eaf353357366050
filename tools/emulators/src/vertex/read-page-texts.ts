/** The key of a page object that says what a reader would see on the page. */
const pageTextKey = '/SylionPageText';

/**
 * What stands on each page of a PDF. Looking at page images is beyond an emulator, so a test file carries the words of its pages
 * itself: a text string under the key `/SylionPageText` of each page object (ISO 32000-1, 7.9.2.2: PDFDocEncoding, or UTF-16 with a mark).
 *
 * @returns one text per page object in the order of the file, empty where the page carries none
 */
export function readPageTexts(bytes: Uint8Array): string[] {
  const file = Buffer.from(bytes).toString('latin1');
  return [...file.matchAll(/\/Type\s*\/Page(?![A-Za-z])/g)].map(({ index }) => {
    const key = file.indexOf(pageTextKey, index);
    const end = file.indexOf('endobj', index);
    if (key === -1 || (end !== -1 && key > end)) return '';
    const start = file.indexOf('(', key + pageTextKey.length);
    return start === -1 ? '' : decodeTextString(readLiteralString(file, start + 1));
  });
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** A literal string (ISO 32000-1, 7.3.4.2) that begins behind its parenthesis, without its escapes. */
export function readLiteralString(file: string, start: number): string {
  let text = '';
  let depth = 1;
  for (let position = start; position < file.length; position++) {
    const character = file.charAt(position);
    if (character === '\\') {
      position += 1;
      const escaped = file.charAt(position);
      const octal = /^[0-7]{1,3}/.exec(file.slice(position, position + 3))?.[0];
      if (octal) position += octal.length - 1;
      if (escaped !== '\n') text += octal ? String.fromCharCode(parseInt(octal, 8)) : (escapes[escaped] ?? escaped);
      continue;
    }
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0) return text;
    text += character;
  }
  return text;
}

function decodeTextString(text: string): string {
  if (!text.startsWith('\u00fe\u00ff')) return text;
  return new TextDecoder('utf-16be').decode(Buffer.from(text.slice(2), 'latin1'));
}
