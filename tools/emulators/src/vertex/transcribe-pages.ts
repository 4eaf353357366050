import type { PerceivedMedia } from './fetch-media.ts';

/**
 * Document understanding: the Markdown of a PDF's pages, if that is what the user's texts ask for.
 * Each page follows a line `<!-- page N -->`; "pages A to B" (or "page A") restricts it.
 *
 * @returns undefined unless a PDF is there and a transcription is asked for
 */
export function transcribePages(userTexts: string[], media: PerceivedMedia[]): string | undefined {
  const request = userTexts.join('\n');
  const document = media.find((one) => one.mimeType === 'application/pdf');
  if (!document || !/\btranscribe\b[^.]*\bPDF\b/i.test(request)) return undefined;
  const [, first, last] = /\bpages?\s+(\d+)(?:\s*(?:to|-|–)\s*(\d+))?/i.exec(request) ?? [];
  const from = first === undefined ? 1 : Number(first);
  const to = first === undefined ? document.pages.length : Number(last ?? first);
  const pages = Array.from({ length: Math.max(0, Math.min(to, from + maximumPages - 1) - from + 1) }, (_, index) => from + index);
  return pages.map((page) => `<!-- page ${page} -->\n${document.pages[page - 1] ?? ''}`.trim()).join('\n\n');
}

/** A prompt that asks for more is answered as far as this. */
const maximumPages = 1_000;
