import type { ExtractedPage } from './extract-pages.ts';

const charactersPerToken = 4;

/** Packs whole paragraphs into passages of at most `chunkSize` tokens, page by page; a paragraph that is too long is cut at spaces. */
export function splitChunks(pages: ExtractedPage[], chunkSize: number): { text: string; page: number | undefined }[] {
  const limit = chunkSize * charactersPerToken;
  return pages.flatMap(({ text, page }) => {
    const chunks: string[] = [];
    for (const paragraph of text.split(/\n{2,}/).flatMap((one) => cut(one.trim(), limit))) {
      const last = chunks.at(-1);
      if (last !== undefined && last.length + 2 + paragraph.length <= limit) chunks[chunks.length - 1] = `${last}\n\n${paragraph}`;
      else chunks.push(paragraph);
    }
    return chunks.map((chunk) => ({ text: chunk, page }));
  });
}

function cut(paragraph: string, limit: number): string[] {
  const pieces: string[] = [];
  let rest = paragraph;
  while (rest.length > limit) {
    const space = rest.lastIndexOf(' ', limit);
    const end = space > limit / 2 ? space : limit;
    pieces.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return rest === '' ? pieces : [...pieces, rest];
}
