import { inflateSync } from 'node:zlib';
import { readLiteralString } from '../vertex/read-page-texts.ts';
import type { ExtractedPage } from './extract-pages.ts';

/**
 * The text of a simple PDF: content streams, plain or deflated, whose fonts are encoded in WinAnsi, one stream a page and in their order.
 * Text in other encodings and in pictures does not come out.
 */
export function extractPdfPages(bytes: Uint8Array): ExtractedPage[] {
  const file = Buffer.from(bytes).toString('latin1');
  return [...file.matchAll(/\bstream\r?\n/g)]
    .map(({ index, 0: keyword }) => {
      const start = index + keyword.length;
      const end = file.indexOf('endstream', start);
      return inflate(file.slice(start, end === -1 ? undefined : end));
    })
    .filter((content) => /\bBT\b[\s\S]*\bET\b/.test(content))
    .map((content, index) => ({ page: index + 1, text: readContent(content) }));
}

function inflate(stream: string): string {
  try {
    return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
  } catch {
    return stream;
  }
}

/** The strings that a content stream shows (ISO 32000-1, 9.4.3); what stands between BT and ET is a line. */
function readContent(content: string): string {
  let text = '';
  for (const { index, 0: token } of content.matchAll(/<([0-9a-fA-F\s]*)>|\(|\bET\b/g)) {
    if (token === 'ET') text += '\n';
    else if (token === '(') text += readLiteralString(content, index + 1);
    else text += Buffer.from(token.replace(/[^0-9a-fA-F]/g, ''), 'hex').toString('latin1');
  }
  // Glyph numbers of an embedded font are no text.
  if (/[\u0000-\u0008]/.test(text)) return '';
  return new TextDecoder('windows-1252').decode(Buffer.from(text, 'latin1'));
}
