import { Buffer } from 'node:buffer';

import PDFDocument from 'pdfkit';

export type Drawing = InstanceType<typeof PDFDocument>;

/** A pdf as pdfkit writes it: `draw` is called with its first page open. */
export function writePdf(draw: (document: Drawing) => void, options: ConstructorParameters<typeof PDFDocument>[0] = {}): Promise<Buffer> {
  return new Promise((resolve) => {
    const document = new PDFDocument(options);
    const pieces: Buffer[] = [];
    document.on('data', (piece: Buffer) => pieces.push(piece));
    document.on('end', () => resolve(Buffer.concat(pieces)));
    draw(document);
    document.end();
  });
}

/** A page without text, as a scanner makes it. */
export function drawScan(document: Drawing): void {
  document.image(whitePixel, 0, 0, { width: 500, height: 700 });
}

export const whitePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

/** A scanned page as `drawScan` makes it, that the emulated model can read: it finds the words under this key of the page. */
export function drawReadableScan(document: Drawing, words: string): void {
  drawScan(document);
  Object.assign(document.page.dictionary.data, { SylionPageText: new String(words) });
}
