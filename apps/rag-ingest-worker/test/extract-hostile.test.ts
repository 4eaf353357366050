import { deflateSync } from 'node:zlib';

import { extractBytes, outline } from './documents/extract-bytes.ts';
import { withClaimedSizes, wordParagraph, writeArchive, writeRawDocx } from './documents/write-archive.ts';
import { whitePixel, writePdf } from './documents/write-pdf.ts';
import { writeRawPdf } from './documents/write-raw-pdf.ts';
import { writeWorkbook } from './documents/write-workbook.ts';

const honestPdf = await writePdf((document) => document.text('Hello there'));
const hello = Buffer.from('BT /F1 12 Tf 72 700 Td (Hello) Tj ET');
const ole = (stream: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1_016), Buffer.from(stream, 'utf16le'), Buffer.alloc(512)]);
const zeros = (sizeBytes: number) => new Uint8Array(sizeBytes);
const emptyFiles = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, zeros(0)]));

describe('a file that is not what it says', () => {
  it.each([
    ['a picture', 'photo.pdf', whitePixel],
    [
      'a program',
      'letter.docx',
      Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(4_000, '\x01\0\x7F\xFE', 'latin1')]),
    ],
    ['an old Word file', 'letter.doc', ole('WordDocument')],
    ['rich text', 'letter.txt', Buffer.from('{\\rtf1\\ansi Hello}')],
    [
      'an archive of anything',
      'files.docx',
      writeArchive({ 'readme.txt': 'hello', 'inner.zip': writeArchive({ 'word/document.xml': 'x' }) }),
    ],
  ])('is refused when we do not read it: %s', async (_, name, bytes) => {
    expect(await extractBytes(name, bytes)).toEqual({ kind: 'refused', code: 'format_not_supported' });
  });

  it('is read as what it is when we do', async () => {
    expect(outline(await extractBytes('notes.txt', honestPdf, { mimeType: 'text/plain' }))).toEqual(['Hello there']);
    const page = await extractBytes('page.pdf', '<html><body><p>Hello page</p></body></html>', { mimeType: 'application/pdf' });
    expect(page).toMatchObject({ kind: 'extracted', format: 'html' });
    expect(outline(page)).toEqual(['Hello page']);
  });
});

describe('a file that holds nothing to read', () => {
  it.each([
    ['no bytes', 'a.pdf', ''],
    ['blanks', 'a.txt', ' \r\n\t \n'],
    ['a table of nothing', 'a.csv', ',,,\n,,,\n'],
    ['a page of code', 'a.html', '<html><script>let words</script></html>'],
    ['a pdf without pages', 'a.pdf', writeRawPdf([])],
    ['a docx without text', 'a.docx', writeRawDocx('<w:p/>')],
  ])('is empty: %s', async (_, name, bytes) => {
    expect(await extractBytes(name, bytes)).toEqual({ kind: 'refused', code: 'empty' });
  });
});

describe('a pdf made to harm', () => {
  it('is refused when it needs a password, and read when it only forbids printing', async () => {
    const draw = (options: object) => writePdf((document) => document.text('Hello there'), options);
    const locked = await draw({ userPassword: 'secret', ownerPassword: 'owner', pdfVersion: '1.7' });
    expect(await extractBytes('locked.pdf', locked)).toEqual({ kind: 'refused', code: 'encrypted' });
    expect(outline(await extractBytes('noprint.pdf', await draw({ ownerPassword: 'owner' })))).toEqual(['Hello there']);
  });

  it.each([
    ['cut off', honestPdf.subarray(0, honestPdf.length / 2)],
    ['a header and garbage', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5_000, 'x9\x01')])],
  ])('is corrupt: %s', async (_, bytes) => {
    expect(await extractBytes('broken.pdf', bytes)).toEqual({ kind: 'refused', code: 'corrupt' });
  });

  it('is refused for its pages before they are read', async () => {
    const bytes = writeRawPdf(Array.from({ length: 21 }, () => ({ content: hello })));
    expect(await extractBytes('long.pdf', bytes)).toEqual({ kind: 'refused', code: 'too_many_pages' });
  });

  it('is killed when a stream inflates without end', async () => {
    const content = deflateSync(Buffer.concat([Buffer.alloc(300_000_000, ' '), hello]));
    const extraction = await extractBytes('bomb.pdf', writeRawPdf([{ content, filter: 'FlateDecode' }]), { memoryMegabytes: 256 });
    expect(extraction).toMatchObject({ kind: 'refused', code: expect.stringMatching(/^(out_of_memory|timed_out)$/) });
  });
});

describe('an office file made to harm', () => {
  it('is refused behind a password', async () => {
    expect(await extractBytes('locked.docx', ole('EncryptedPackage'))).toEqual({ kind: 'refused', code: 'encrypted' });
  });

  it.each([
    ['more bytes than allowed', writeRawDocx(wordParagraph('x'), { 'word/media/image.bin': zeros(30_000_000) })],
    ['headers that claim less', withClaimedSizes(writeRawDocx(wordParagraph('x'), { 'word/media/image.bin': zeros(30_000_000) }), 100)],
    ['an unbelievable ratio', writeRawDocx(wordParagraph('x'), { 'word/media/image.bin': zeros(10_000_000) })],
    ['a hundred thousand files', writeArchive(emptyFiles(100_000), 0)],
  ])('is refused for what it inflates to: %s', async (_, bytes) => {
    expect(await extractBytes('bomb.docx', bytes)).toEqual({ kind: 'refused', code: 'too_much_inside' });
  });

  it('is refused for shared strings without end', async () => {
    const honest = await writeWorkbook({ Sheet: [['a', 'b']] });
    const strings = `<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${'<si><t>boom</t></si>'.repeat(1_200_000)}</sst>`;
    const bytes = writeArchive({ ...(await unzip(honest)), 'xl/sharedStrings.xml': strings });
    expect(await extractBytes('bomb.xlsx', bytes)).toEqual({ kind: 'refused', code: 'too_much_inside' });
  });

  it('opens no archive within it and follows no odd path', async () => {
    const bomb = writeArchive({ 'word/document.xml': zeros(30_000_000) });
    const bytes = writeRawDocx(wordParagraph('harmless'), { 'word/embeddings/bomb.zip': bomb, '../../evil.xml': 'x', '/etc/passwd': 'x' });
    expect(outline(await extractBytes('nested.docx', bytes))).toEqual(['harmless']);
  });

  it.each([
    ['entities that multiply', '<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>', '&b;'],
    ['an entity from a file', '<!DOCTYPE l [<!ENTITY b SYSTEM "file:///etc/passwd">]>', '&b;'],
  ])('has no document type: %s', async (_, documentType, text) => {
    const xml = `<?xml version="1.0"?>${documentType}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${wordParagraph(text)}</w:body></w:document>`;
    expect(await extractBytes('laughs.docx', writeRawDocx('', { 'word/document.xml': xml }))).toEqual({ kind: 'refused', code: 'corrupt' });
  });

  it('is corrupt when it is cut off', async () => {
    const bytes = writeRawDocx(wordParagraph('x'));
    expect(await extractBytes('cut.docx', bytes.subarray(0, bytes.length - 40))).toMatchObject({ kind: 'refused', code: 'corrupt' });
  });
});

describe('a text made to harm', () => {
  it('is read however deep its tags are nested', async () => {
    const html = `<!doctype html><body>${'<div>'.repeat(100_000)}inside${'</div>'.repeat(100_000)}`;
    expect(outline(await extractBytes('deep.html', html, { timeoutMs: 50_000 }))).toEqual(['inside']);
  }, 60_000);

  it('is refused for a page on one endless line', async () => {
    expect(await extractBytes('line.html', `<p>${'word '.repeat(1_000_000)}</p>`)).toEqual({ kind: 'refused', code: 'too_much_inside' });
  });

  it('is read with one enormous row, and refused with a million columns', async () => {
    expect(await extractBytes('row.csv', 'cell '.repeat(300_000))).toMatchObject({ kind: 'extracted', format: 'csv' });
    expect(await extractBytes('columns.csv', 'a,'.repeat(1_000_000))).toEqual({ kind: 'refused', code: 'too_much_inside' });
  });

  it('is refused when the file alone is larger than allowed', async () => {
    expect(await extractBytes('large.txt', 'x'.repeat(2_000), { maxInflatedBytes: 1_000 })).toEqual({
      kind: 'refused',
      code: 'too_much_inside',
    });
  });

  it('is read in UTF-16', async () => {
    const utf16 = Buffer.from('\uFEFFDépart à midi', 'utf16le');
    expect(outline(await extractBytes('note.txt', utf16))).toEqual(['Départ à midi']);
  });
});

async function unzip(bytes: Uint8Array): Promise<Record<string, Uint8Array>> {
  const { unzipSync } = await import('fflate');
  return unzipSync(bytes);
}
