import { Buffer } from 'node:buffer';

import fc from 'fast-check';

import { writeRawDocx, wordParagraph } from '../../test/documents/write-archive.ts';
import { writeRawPdf } from '../../test/documents/write-raw-pdf.ts';
import { parseChildMessage } from './child/child-message.ts';
import { readDocument } from './read-document.ts';

const limits = { timeoutMs: 1_000, memoryMegabytes: 500, maxPages: 20, maxInflatedBytes: 1_000_000, maxTextCharacters: 100_000 };
const honest = {
  pdf: writeRawPdf([{ content: Buffer.from('BT /F1 12 Tf 72 700 Td (Hello world) Tj ET') }]),
  docx: writeRawDocx(wordParagraph('Hello world')),
  html: Buffer.from('<!doctype html><body><h1>A</h1><ul><li>b<li>c</ul><table><tr><th>d<td rowspan=3>e</table>'),
  md: Buffer.from('# A\n\n- b\n  - c\n\n| d | e |\n|---|---|\n| f | g |\n'),
};

/** What the parent accepts is an `Extraction`, and it is one of the child's own kind: nothing has failed unexpectedly unless corrupt. */
async function expectExtraction(bytes: Uint8Array, name: string): Promise<void> {
  const extraction = await readDocument({ bytes, name, mimeType: '' }, limits);
  expect(parseChildMessage(JSON.stringify({ kind: 'answer', extraction }))).toEqual({ kind: 'answer', extraction });
}

const names = fc.constantFrom('a.pdf', 'a.docx', 'a.csv', 'a.md', 'a.html', 'a.txt', '');
const starts = fc.constantFrom('', '%PDF-1.7\n', 'PK\x03\x04', '<!doctype html>', '\xFF\xFE', '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1', '---\n');

describe('readDocument', () => {
  it('makes an extraction of any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(starts, fc.uint8Array({ maxLength: 500 }), names, (start, bytes, name) =>
        expectExtraction(Buffer.concat([Buffer.from(start, 'latin1'), bytes]), name),
      ),
      { numRuns: 300 },
    );
  });

  it('makes an extraction of any text', async () => {
    const markup = fc.constantFrom(
      '<table>',
      '<tr>',
      '<td colspan=9>',
      '<li>',
      '<ul>',
      '</ul>',
      '<h2>',
      '<br>',
      '| a |',
      '\n',
      '- ',
      '> ',
      '"',
      ',',
      ';',
      '**',
      'ab',
      '٣',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(markup, fc.string({ unit: 'binary' })), { maxLength: 60 }), names, (pieces, name) =>
        expectExtraction(Buffer.from(pieces.join('')), name),
      ),
      { numRuns: 300 },
    );
  });

  it.each(Object.entries(honest))('makes an extraction of a damaged %s', async (format, bytes) => {
    const damages = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(damages, fc.nat(bytes.length), async (changes, cut) => {
        const damaged = Buffer.from(bytes);
        for (const [place, value] of changes) damaged[place] = value;
        await expectExtraction(damaged, `a.${format}`);
        await expectExtraction(bytes.subarray(0, cut), `a.${format}`);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses more text than allowed, and counts cells that hold nothing', async () => {
    const read = (text: string, name: string) =>
      readDocument({ bytes: Buffer.from(text), name, mimeType: '' }, { ...limits, maxTextCharacters: 50 });
    expect(await read('word '.repeat(20), 'a.txt')).toEqual({ kind: 'refused', code: 'too_much_inside' });
    expect(await read(`a${','.repeat(30)}\nb${','.repeat(30)}`, 'a.csv')).toEqual({ kind: 'refused', code: 'too_much_inside' });
    expect(await read('word', 'a.txt')).toMatchObject({ kind: 'extracted' });
  });
});
