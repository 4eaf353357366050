import { encodeHalfvec } from './encode-halfvec.ts';

describe('encodeHalfvec', () => {
  it('writes the length, an unused word and big-endian halves', () => {
    expect(encodeHalfvec(Float32Array.of(1, -2, 0.5)).toString('hex')).toBe('0003' + '0000' + '3c00' + 'c000' + '3800');
  });

  it('rounds to the nearest half', () => {
    const bytes = encodeHalfvec(Float32Array.of(0.1));
    expect(bytes.toString('hex')).toBe('0001' + '0000' + '2e66');
  });

  it('takes as many bytes as a real embedding needs', () => {
    expect(encodeHalfvec(new Float32Array(768))).toHaveLength(1_540);
  });
});
