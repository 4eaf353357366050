import { Buffer } from 'node:buffer';

import type { DeclaredFile, DocumentFormat } from './extraction.ts';
import { Refusal } from './refusal.ts';
import { decodeText } from './text/decode-text.ts';

export type DetectedFormat =
  | { readonly kind: 'pdf' }
  /** Which office format it is stands in its list of files. */
  | { readonly kind: 'archive' }
  | { readonly kind: 'text'; readonly format: TextFormat; readonly text: string };

export type TextFormat = Extract<DocumentFormat, 'csv' | 'html' | 'md' | 'txt'>;

/**
 * What the bytes are. A name or type only chooses between csv, md, html and txt, and loses to text that starts as a web page.
 * @throws {Refusal} `encrypted` for an office document behind a password, `format_not_supported` for anything we do not read.
 */
export function detectFormat(bytes: Uint8Array, declared: DeclaredFile): DetectedFormat {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isPdf(buffer)) return { kind: 'pdf' };
  if (startsWith(buffer, 'PK\x03\x04') || startsWith(buffer, 'PK\x05\x06')) return { kind: 'archive' };
  if (startsWith(buffer, '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1')) {
    throw new Refusal(buffer.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'format_not_supported');
  }
  if (otherFormats.some((signature) => startsWith(buffer, signature))) throw new Refusal('format_not_supported');
  const text = decodeText(bytes, charsetOf(declared.mimeType));
  if (text === null) throw new Refusal('format_not_supported');
  return { kind: 'text', format: textFormat(text, declared), text };
}

/** Formats that are text to the eye of a decoder, or that a short file could pass for: rtf, PostScript, and common images and archives. */
const otherFormats = ['{\\rtf', '%!PS', '\x89PNG', '\xFF\xD8\xFF', 'GIF8', '\x1F\x8B', 'Rar!', '7z\xBC\xAF', '\x7FELF'];

/** Readers allow for up to 1,024 bytes of anything before the header (ISO 32000-1, annex H.3.4.1). */
function isPdf(buffer: Buffer): boolean {
  const start = buffer.subarray(0, 1_024).indexOf('%PDF-');
  if (start === -1) return false;
  const isFirst =
    buffer
      .toString('latin1', 0, start)
      .replace(/^\xEF\xBB\xBF/, '')
      .trim() === '';
  return isFirst || buffer.subarray(-2_048).includes('startxref');
}

const startsWith = (buffer: Buffer, signature: string) => buffer.subarray(0, signature.length).equals(Buffer.from(signature, 'latin1'));

const charsetOf = (mimeType: string) => /;\s*charset\s*=\s*"?([\w-]+)/i.exec(mimeType)?.[1] ?? null;

function textFormat(text: string, declared: DeclaredFile): TextFormat {
  if (startsAsPage.test(text)) return 'html';
  const format = formatByName(declared.name) ?? formatByType(declared.mimeType) ?? 'txt';
  if (format === 'html') return hasTag.test(text) ? 'html' : 'txt';
  return format === 'txt' && startsAsFragment.test(text) ? 'html' : format;
}

/** What may stand before a page's first tag: marks, blanks, an XML declaration, a few comments. */
const preamble = String.raw`^[\uFEFF\s]*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->)[^]){0,2000}-->\s*){0,5}`;
const startsAsPage = new RegExp(`${preamble}<(?:!doctype\\s+html|html|head|body)[\\s>]`, 'i');
const startsAsFragment = new RegExp(`${preamble}<(?:h[1-6]|div|p|table|ul|ol|section|article|main|title|style|script)(?:\\s[^<>]*)?>`, 'i');
const hasTag = /<\/?[a-z][^<>]*>/i;

function formatByName(name: string): TextFormat | null {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const formats: Record<string, TextFormat> = {
    csv: 'csv',
    tsv: 'csv',
    tab: 'csv',
    md: 'md',
    markdown: 'md',
    html: 'html',
    htm: 'html',
    xhtml: 'html',
    txt: 'txt',
    text: 'txt',
  };
  return Object.hasOwn(formats, extension) ? (formats[extension] ?? null) : null;
}

function formatByType(mimeType: string): TextFormat | null {
  if (/^text\/(csv|tab-separated-values)\b/i.test(mimeType)) return 'csv';
  if (/^text\/(x-)?markdown\b/i.test(mimeType)) return 'md';
  if (/^(text\/html|application\/xhtml\+xml)\b/i.test(mimeType)) return 'html';
  return null;
}
