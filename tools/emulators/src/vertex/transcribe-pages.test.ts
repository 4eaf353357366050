import { readPageTexts } from './read-page-texts.ts';
import { transcribePages } from './transcribe-pages.ts';

/** A page object as pdfkit writes it: a text with other than ASCII letters as UTF-16, its bytes escaped. */
const pageObject = (text?: string) => {
  const escaped = (bytes: string) =>
    bytes.replace(/[\n\r\t\b\f()\\]/g, (one) => `\\${{ '\n': 'n', '\r': 'r', '\t': 't', '\b': 'b', '\f': 'f' }[one] ?? one}`);
  const isAscii = /^[\u0000-\u007f]*$/.test(text ?? '');
  const bytes = isAscii ? (text ?? '') : Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('latin1');
  return `4 0 obj\n<<\n/Type /Page\n/Parent 1 0 R${text === undefined ? '' : `\n/SylionPageText (${escaped(bytes)})`}\n>>\nendobj\n`;
};
const pdf = (...pages: (string | undefined)[]) =>
  Buffer.from(`%PDF-1.3\n1 0 obj\n<< /Type /Pages >>\nendobj\n${pages.map(pageObject).join('')}`, 'latin1');
const media = (pages: string[]) => [{ mimeType: 'application/pdf', name: 'scan.pdf', text: undefined, pages }];

it('reads what the pages of a file carry', () => {
  expect(readPageTexts(pdf('Article 1 (a) \\ end\nline', undefined, 'Été à 5 €\n(العربية)'))).toEqual([
    'Article 1 (a) \\ end\nline',
    '',
    'Été à 5 €\n(العربية)',
  ]);
  expect(readPageTexts(Buffer.from('no PDF'))).toEqual([]);
});

it('understands octal escapes and balanced parentheses', () => {
  expect(readPageTexts(Buffer.from('<</Type/Page/SylionPageText(\\103af\\351 (two)\\\n.)>>endobj', 'latin1'))).toEqual(['Café (two).']);
});

describe('transcription', () => {
  const request = (range: string) => [
    `Transcribe ${range} of the attached PDF as Markdown. Put a line \`<!-- page N -->\` before each page.`,
  ];

  it.each([
    ['pages 2 to 3', '<!-- page 2 -->\ntwo\n\n<!-- page 3 -->'],
    ['page 1', '<!-- page 1 -->\none'],
    ['all pages', '<!-- page 1 -->\none\n\n<!-- page 2 -->\ntwo\n\n<!-- page 3 -->'],
    ['pages 3 to 4', '<!-- page 3 -->\n\n<!-- page 4 -->'],
    ['pages 4 to 3', ''],
  ])('gives %s', (range, expected) => {
    expect(transcribePages(request(range), media(['one', 'two', '']))).toBe(expected);
  });

  it('is given only of a PDF, and only when it is asked for', () => {
    expect(transcribePages(request('pages 1 to 2'), [])).toBeUndefined();
    expect(transcribePages(['What does the PDF say?'], media(['one']))).toBeUndefined();
  });
});
