import { blocksOfSheet } from './read-workbook.ts';
import { textOfCell } from './text-of-cell.ts';

describe('blocksOfSheet', () => {
  it('drops empty rows and columns and takes the first row left for the header', () => {
    expect(blocksOfSheet('S', [[null], [null, 'a', '', 'b'], [null], [null, 1, null, 2]], 3)).toEqual([
      { kind: 'heading', level: 1, text: 'S', page: 3 },
      { kind: 'table', header: ['a', 'b'], rows: [['1', '2']], page: 3 },
    ]);
    expect(blocksOfSheet('S', [[null, '']], 1)).toEqual([]);
  });
});

describe('textOfCell', () => {
  it.each([
    [0.1 + 0.2, '0.3'],
    [1_250_000, '1250000'],
    [true, 'true'],
    [new Date('2026-05-01T00:00:00Z'), '2026-05-01'],
    [new Date('2026-05-01T15:29:59.999Z'), '2026-05-01 15:30'],
    [new Date(Number.NaN), ''],
    [null, ''],
  ])('%p reads %j', (value, text) => {
    expect(textOfCell(value)).toBe(text);
  });
});
