import { Buffer } from 'node:buffer';

export interface RawPage {
  /** Operators of the content stream; `/F1` is the font. */
  readonly content: Uint8Array;
  /** The content stream's /Filter, when it is compressed. */
  readonly filter?: string;
}

/** A pdf written by hand, for what no library would write. `codes` says which letter each byte of a text stands for (a ToUnicode map). */
export function writeRawPdf(pages: readonly RawPage[], codes: ReadonlyMap<number, string> = new Map()): Buffer {
  const contentOf = (index: number) => 5 + 2 * index;
  const objects: (string | Buffer)[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${contentOf(index) + 1} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 4 0 R >>',
    streamOf(Buffer.from(toUnicode(codes))),
    ...pages.flatMap(({ content, filter }, index) => [
      streamOf(content, filter),
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${contentOf(index)} 0 R >>`,
    ]),
  ];
  const pieces = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  const length = () => pieces.reduce((sum, piece) => sum + piece.length, 0);
  objects.forEach((object, index) => {
    offsets.push(length());
    pieces.push(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]));
  });
  const start = length();
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  pieces.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(pieces);
}

function streamOf(content: Uint8Array, filter?: string): Buffer {
  const head = `<< /Length ${content.length}${filter === undefined ? '' : ` /Filter /${filter}`} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head), content, Buffer.from('\nendstream')]);
}

const hexadecimal = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');

function toUnicode(codes: ReadonlyMap<number, string>): string {
  const lines = [...codes].map(([code, letter]) => `<${code.toString(16).padStart(2, '0')}> <${hexadecimal(letter)}>`);
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <00> <ff> endcodespacerange
${lines.length} beginbfchar\n${lines.join('\n')}\nendbfchar
endcmap CMapName currentdict /CMap defineresource pop end end`;
}
