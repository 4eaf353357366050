import { Buffer } from 'node:buffer';

import mammoth from 'mammoth';

import type { FoundDocument } from '../assemble-document.ts';
import { blocksOfMarkup } from '../html/blocks-of-markup.ts';
import { parseMarkup } from '../html/parse-markup.ts';

/** Through HTML, where Word's styles have become headings, lists and tables. Word has no pages before it is printed. */
export async function readDocx(bytes: Uint8Array): Promise<FoundDocument> {
  const { value: html } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
    {
      styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => h2:fresh"],
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      externalFileAccess: false,
    },
  );
  const blocks = blocksOfMarkup(parseMarkup(html));
  const title = blocks.find((block) => block.kind === 'heading' && block.level === 1);
  return { title: title?.kind === 'heading' ? title.text : null, blocks, pagesTotal: null, pagesWithText: null };
}
