import { status } from '@grpc/grpc-js';
import { ServiceError } from '../vertex/service-error.ts';
import { extractPdfPages } from './extract-pdf-pages.ts';
import { readZipEntry } from './read-zip-entry.ts';

export interface ExtractedPage {
  /** From 1; undefined for kinds of documents that have no pages. */
  page: number | undefined;
  text: string;
}

/**
 * The text of a document, of the kinds that the real service takes (markdown and CSV are plain text to it).
 *
 * @throws {ServiceError} INVALID_ARGUMENT for other kinds, and for documents without readable text
 */
export function extractPages(mimeType: string, bytes: Uint8Array, id: string): ExtractedPage[] {
  const extract = Object.hasOwn(extractors, mimeType) ? extractors[mimeType] : undefined;
  if (!extract) throw new ServiceError(status.INVALID_ARGUMENT, `Document ${id}: unsupported mime type ${mimeType}.`);
  const pages = extract(bytes).filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  if (pages.length === 0) throw new ServiceError(status.INVALID_ARGUMENT, `Document ${id}: no text could be extracted from it.`);
  return pages;
}

const whole = (text: string | undefined): ExtractedPage[] => [{ page: undefined, text: text ?? '' }];
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const extractors: Record<string, (bytes: Uint8Array) => ExtractedPage[]> = {
  'text/plain': (bytes) => whole(decode(bytes)),
  'application/json': (bytes) => whole(decode(bytes)),
  'text/xml': (bytes) => whole(withoutTags(decode(bytes))),
  'application/xml': (bytes) => whole(withoutTags(decode(bytes))),
  'text/html': (bytes) => whole(withoutTags(decode(bytes))),
  'application/pdf': extractPdfPages,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': (bytes) => {
    const document = readZipEntry(bytes, 'word/document.xml');
    return whole(document && withoutTags(decode(document).replace(/<\/w:p>/g, '\n\n')));
  },
};

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Block elements end a paragraph; everything that is not for reading is left out. */
function withoutTags(markup: string): string {
  return markup
    .replace(/<(script|style|head|noscript)\b[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->/gi, ' ')
    .replace(/<\/?(p|div|h[1-6]|li|ul|ol|table|tr|section|article|header|footer|br)\b[^>]*>/gi, '\n\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (match: string, decimal?: string, hex?: string, name = '') => {
      if (decimal || hex) return String.fromCodePoint(Math.min(decimal ? Number(decimal) : parseInt(hex ?? '', 16), 0x10ffff));
      return entities[name] ?? match;
    })
    .replace(/[^\S\n]+/g, ' ');
}
