import { blocksOfPages } from './blocks-of-pages.ts';
import { dropRunningLines } from './drop-running-lines.ts';
import { linesOfPage } from './lines-of-page.ts';
import type { PlacedText } from './placed-text.ts';

/** A text 11 points high unless said otherwise, each letter half as wide. */
const at = (x: number, y: number, text: string, style: Partial<PlacedText> = {}): PlacedText => ({
  text,
  x,
  y,
  width: text.length * 0.5 * (style.size ?? 11),
  size: 11,
  font: 'body',
  ...style,
});
const page = (number: number, ...texts: PlacedText[]) => linesOfPage({ texts, height: 792 }, number);
const texts = (...pages: ReturnType<typeof page>[]) =>
  blocksOfPages(pages).map((block) =>
    block.kind === 'table' ? [block.header, ...block.rows] : block.kind === 'list' ? block.items : `${block.kind} ${block.text}`,
  );
const prose = 'a line that is long enough to be prose of a book';

describe('blocksOfPages', () => {
  it('joins lines to paragraphs, words broken at line ends, and sentences broken by a page', () => {
    const first = page(1, at(72, 100, 'The hotel offers inter-'), at(72, 114, 'national food for its guests and'));
    const second = page(2, at(72, 100, 'their friends. Really.'), at(72, 140, 'After a gap.'));
    expect(texts(first, second)).toEqual([
      'paragraph The hotel offers international food for its guests and their friends. Really.',
      'paragraph After a gap.',
    ]);
    expect(blocksOfPages([first, second]).map((block) => block.page)).toEqual([1, 2]);
  });

  it('parts paragraphs by indentation and by a short last line', () => {
    const lines = [
      at(72, 100, `${prose} ${prose}`),
      at(72, 114, 'It ends.'),
      at(72, 128, `Another ${prose}`),
      at(90, 142, `Indented ${prose}`),
    ];
    expect(texts(page(1, ...lines))).toEqual([
      `paragraph ${prose} ${prose} It ends.`,
      `paragraph Another ${prose}`,
      `paragraph Indented ${prose}`,
    ]);
  });

  it('finds headings by size, and by font where they are as large as the text', () => {
    const lines = [
      at(72, 80, 'A title over', { size: 24 }),
      at(72, 106, 'two lines', { size: 24 }),
      at(72, 140, 'A chapter', { size: 16 }),
      at(72, 170, prose),
      at(72, 200, 'A bold heading', { font: 'bold' }),
      at(72, 214, `${prose} ${prose}`),
      at(72, 244, 'Bold, but it is a sentence.', { font: 'bold' }),
      at(72, 258, prose),
      at(72, 288, 'A word', { font: 'mono' }),
      at(108, 288, 'in the'),
      at(72, 302, prose),
    ];
    expect(texts(page(1, ...lines)).slice(0, 5)).toEqual([
      'heading A title over two lines',
      'heading A chapter',
      `paragraph ${prose}`,
      'heading A bold heading',
      `paragraph ${prose} ${prose}`,
    ]);
    expect(blocksOfPages([page(1, ...lines)]).flatMap((block) => (block.kind === 'heading' ? [block.level] : []))).toEqual([1, 2, 3]);
  });

  it('makes lists of bullets and numbers, nested by their margin', () => {
    const lines = [
      at(72, 100, '• one that'),
      at(80, 114, 'goes on'),
      at(90, 128, '– within one'),
      at(72, 142, '• two'),
      at(72, 156, '3. three'),
    ];
    expect(texts(page(1, ...lines))).toEqual([['one that goes on', '  within one', 'two', '3. three']]);
  });

  it('makes a table of what stands in columns, cells over two lines included', () => {
    const row = (y: number, ...cells: string[]) => cells.map((text, column) => at(72 + 120 * column, y, text));
    const lines = [
      ...row(100, 'Room', 'Price'),
      ...row(116, 'Single', '80'),
      ...row(132, 'Double', '120'),
      at(72, 145, 'or twin'),
      ...row(160, 'Suite', '210'),
    ];
    expect(texts(page(1, ...lines))).toEqual([
      [
        ['Room', 'Price'],
        ['Single', '80'],
        ['Double or twin', '120'],
        ['Suite', '210'],
      ],
    ]);
  });

  it('makes no table of two lines, nor of words that only happen to be apart', () => {
    const pair = [at(72, 100, 'Phone'), at(200, 100, '555'), at(72, 114, 'Mail'), at(200, 114, 'a@b.c')];
    expect(texts(page(1, ...pair))).toEqual(['paragraph Phone 555 Mail a@b.c']);
    const ragged = [
      at(72, 100, 'a'),
      at(150, 100, 'bbbbbbbb'),
      at(72, 114, 'cccccccccccccccc'),
      at(300, 114, 'd'),
      at(72, 128, 'e'),
      at(120, 128, 'f'),
      at(180, 128, 'g'),
    ];
    expect(texts(page(1, ...ragged)).every((block) => typeof block === 'string')).toBe(true);
  });
});

describe('linesOfPage', () => {
  it('reads a column to its end before the next, between lines over both', () => {
    const column = (x: number, name: string) =>
      [1, 2, 3, 4].map((line) => at(x, 100 + 14 * line + (x > 200 ? 3 : 0), `${name}${line} is a line of this column`));
    const lines = page(
      1,
      at(72, 80, 'Headline over both of the columns, wide enough to cross'.padEnd(85, '.')),
      ...column(320, 'r'),
      ...column(72, 'l'),
    );
    expect(lines.map(({ text }) => text.slice(0, 2))).toEqual(['He', 'l1', 'l2', 'l3', 'l4', 'r1', 'r2', 'r3', 'r4']);
  });
});

describe('dropRunningLines', () => {
  const book = (head: (number: number) => PlacedText, count = 4) =>
    dropRunningLines(
      Array.from({ length: count }, (_, index) => page(index + 1, head(index + 1), at(72, 400, 'The same words in the middle'))),
      11,
    ).map((lines) => lines.map(({ text }) => text));

  it('drops headers and page numbers in the margins and nothing else', () => {
    expect(book(() => at(72, 30, 'House rules'))).toEqual(Array.from({ length: 4 }, () => ['The same words in the middle']));
    expect(book((number) => at(300, 770, `Page ${number} of 4`), 2)[1]).toEqual(['The same words in the middle']);
  });

  it('keeps headlines that only their number tells apart, and what two pages happen to share', () => {
    expect(book((number) => at(72, 60, `Chapter ${number}`, { size: 20 }))[2]).toEqual(['Chapter 3', 'The same words in the middle']);
    expect(book(() => at(72, 30, 'A letter'), 2)[0]).toEqual(['A letter', 'The same words in the middle']);
  });
});
