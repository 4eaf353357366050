import { encodeArray, typeOids } from './encode-array.ts';

describe('encodeArray', () => {
  it('writes the header, then every element after its length, and -1 for null', () => {
    const int = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');
    const expected = [int(1), int(1), int(25), int(2), int(1), int(2), '6869', int(-1)].join('');
    expect(encodeArray(typeOids.text, [Buffer.from('hi'), null]).toString('hex')).toBe(expected);
  });
});
