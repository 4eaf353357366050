import { HeadingLevel, Paragraph, Table, TableCell, TableRow } from 'docx';

import { extractBytes, outline } from './documents/extract-bytes.ts';
import { writeDocx } from './documents/write-docx.ts';
import { drawScan, writePdf, type Drawing } from './documents/write-pdf.ts';
import { writeRawPdf } from './documents/write-raw-pdf.ts';
import { writeWorkbook } from './documents/write-workbook.ts';

const policy = 'Guests may cancel free of charge until two days before they arrive; after that one night is charged to the card on file. ';
const cells = (...texts: string[]) => new TableRow({ children: texts.map((text) => new TableCell({ children: [new Paragraph(text)] })) });

function drawChapter(document: Drawing, page: number): void {
  document.fontSize(8).text('Hotel Soleil – house rules', 72, 30).text(`Page ${page} of 3`, 500, 760, { lineBreak: false });
  document.fontSize(22).text(`Chapter ${page}`, 72, 90);
  document.fontSize(11).moveDown().text(policy.repeat(3)).moveDown().text(`Second paragraph of chapter ${page}.`).moveDown();
  document
    .font('Helvetica-Bold')
    .text('Opening hours')
    .font('Helvetica')
    .text(`Open daily from ${page + 6} to 17 o’clock.`)
    .moveDown();
  document.text('• Towels are free').text('• Bicycles cost five euros a day').moveDown();
  const top = document.y;
  const rows = [
    ['Room', 'Price', 'Size'],
    ['Single', '80 €', '14 m2'],
    ['Double', '120 €', '22 m2'],
    ['Suite', '210 €', '40 m2'],
  ];
  rows.forEach((row, line) => row.forEach((text, column) => document.text(text, 72 + column * 130, top + line * 16, { lineBreak: false })));
}

describe('extractText', () => {
  it('reads a pdf in its structure, without what repeats on every page', async () => {
    const progress: [number, number][] = [];
    const bytes = await writePdf((document) => {
      for (const page of [1, 2, 3]) {
        if (page > 1) document.addPage();
        drawChapter(document, page);
      }
    });
    const extraction = await extractBytes('rules.pdf', bytes, { onProgress: (...pages) => progress.push(pages) });
    const chapter = (page: number) => [
      `# Chapter ${page}`,
      policy.repeat(3).trim(),
      `Second paragraph of chapter ${page}.`,
      '## Opening hours',
      `Open daily from ${page + 6} to 17 o’clock.`,
      '- Towels are free',
      '- Bicycles cost five euros a day',
      'Room | Price | Size ||',
      'Single | 80 € | 14 m2',
      'Double | 120 € | 22 m2',
      'Suite | 210 € | 40 m2',
    ];
    expect(outline(extraction)).toEqual([1, 2, 3].flatMap(chapter));
    expect(extraction).toMatchObject({
      kind: 'extracted',
      format: 'pdf',
      document: { title: 'Chapter 1', pagesTotal: 3, pagesWithText: 3 },
    });
    expect(extraction.kind === 'extracted' && [...new Set(extraction.document.blocks.map(({ page }) => page))]).toEqual([1, 2, 3]);
    expect(progress).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it('reads columns one after the other, and the headline over both first', async () => {
    const sentence = (number: number) => `Sentence ${number} of the newsletter says something that is long enough. `;
    const text = Array.from({ length: 24 }, (_, index) => sentence(index + 1)).join('');
    const bytes = await writePdf((document) => {
      document.fontSize(20).text('News of both columns').moveDown();
      document.fontSize(10).text(text, { columns: 2, columnGap: 30, height: 220 });
    });
    const [headline, ...paragraphs] = outline(await extractBytes('news.pdf', bytes));
    expect(headline).toBe('# News of both columns');
    expect(paragraphs.join(' ')).toBe(text.trim());
  });

  it('reads Arabic in the order it is read, with numbers as they are written', async () => {
    const letters = new Map([...'مرحباك'].map((letter, index) => [0x41 + index, letter]));
    const draw = (text: string, x: number) => `BT /F1 12 Tf ${x} 700 Td (${text}) Tj ET `;
    const bytes = writeRawPdf([{ content: Buffer.from(draw('FD', 300) + draw('EDCBA', 350) + draw('2026', 250)) }], letters);
    expect(outline(await extractBytes('arabic.pdf', bytes))).toEqual(['مرحبا بك 2026']);
  });

  it('says which pages of a pdf have no text, and that a scan needs to be looked at', async () => {
    const mixed = await writePdf((document) => {
      document.text('A page with words');
      drawScan(document.addPage());
      document.addPage().text('Another page with words');
    });
    const scan = await writePdf((document) => {
      drawScan(document);
      drawScan(document.addPage());
    });
    expect(await extractBytes('mixed.pdf', mixed)).toMatchObject({
      kind: 'extracted',
      pagesWithoutText: [2],
      document: { pagesWithText: 2 },
    });
    expect(await extractBytes('scan.pdf', scan)).toEqual({ kind: 'needs_ocr', format: 'pdf', pagesTotal: 2 });
  });

  it('reads a docx with its styles', async () => {
    const bytes = await writeDocx([
      new Paragraph({ text: 'Guide', heading: HeadingLevel.TITLE }),
      new Paragraph({ text: 'Arrival', heading: HeadingLevel.HEADING_2 }),
      new Paragraph('The desk is open day and night.'),
      new Paragraph({ text: 'Passport', bullet: { level: 0 } }),
      new Paragraph({ text: 'or identity card', bullet: { level: 1 } }),
      new Table({ rows: [cells('Breakfast', '12 €'), cells('Dinner', '30 €')] }),
    ]);
    const extraction = await extractBytes('guide.docx', bytes);
    expect(outline(extraction)).toEqual([
      '# Guide',
      '## Arrival',
      'The desk is open day and night.',
      '- Passport',
      '-   or identity card',
      'Breakfast | 12 €',
      'Dinner | 30 €',
    ]);
    expect(extraction).toMatchObject({ format: 'docx', document: { title: 'Guide', pagesTotal: null } });
  });

  it('reads the sheets of a workbook as pages', async () => {
    const day = new Date(Date.UTC(2026, 4, 1));
    const bytes = await writeWorkbook({
      Drinks: [[], ['Name', null, 'Price', 'From'], ['Tea', null, 0.1 + 0.2, day], [], ['Coffee', null, 1_250_000, day]],
      Nothing: [],
      Food: [['Cake only']],
    });
    const extraction = await extractBytes('prices.xlsx', bytes);
    expect(outline(extraction)).toEqual([
      '# Drinks',
      'Name | Price | From ||',
      'Tea | 0.3 | 2026-05-01',
      'Coffee | 1250000 | 2026-05-01',
      '# Food',
      'Cake only',
    ]);
    expect(extraction).toMatchObject({ format: 'xlsx', document: { pagesTotal: 3, pagesWithText: 2 } });
    expect(extraction.kind === 'extracted' && extraction.document.blocks.at(-1)?.page).toBe(3);
  });

  it('reads a web page down to its content', async () => {
    const article = `<p>${policy.repeat(2)}</p>`;
    const page = `<!doctype html><html><head><title>Rules &amp; rates</title><script>alert(1)</script></head><body>
      <nav><a href="/">Home</a></nav><main><h1>Hotel rules</h1><h2>Cancelling</h2>${article.repeat(3)}</main></body></html>`;
    const extraction = await extractBytes('page', page, { mimeType: 'text/html; charset=utf-8' });
    expect(outline(extraction)).toEqual(['# Hotel rules', '## Cancelling', ...Array.from({ length: 3 }, () => policy.repeat(2).trim())]);
    expect(extraction).toMatchObject({ format: 'html', document: { title: 'Rules & rates' } });
  });

  it('reads Markdown, separated values and plain text', async () => {
    const markdown = '---\ntitle: House rules\n---\n# Rules\n\n- quiet\n  1. at night\n\n| a | b |\n|---|---|\n| 1 | 2 |\n';
    const extraction = await extractBytes('rules.md', markdown);
    expect(outline(extraction)).toEqual(['# Rules', '- quiet', '-   1. at night', 'a | b ||', '1 | 2']);
    expect(extraction).toMatchObject({ format: 'md', document: { title: 'House rules' } });
    expect(outline(await extractBytes('list', 'a;b\n1;"x;y"\n', { mimeType: 'text/csv' }))).toEqual(['a | b ||', '1 | x;y']);
    expect(outline(await extractBytes('list.tsv', 'a\tb\n1\t2\n'))).toEqual(['a | b ||', '1 | 2']);
    expect(outline(await extractBytes('hours.txt', 'Hours\n=====\n\nMon 9–5\nTue 9–5\n'))).toEqual(['# Hours', 'Mon 9–5\nTue 9–5']);
  });
});
