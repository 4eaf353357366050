import { randomBytes } from 'node:crypto';

import fc from 'fast-check';

import { checkSignature, signText } from './signed-text.ts';

const ring = [{ id: 'k1', key: randomBytes(32) }];

describe('a signed text', () => {
  it('is genuine as it is, and in no other way', () =>
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, other) => {
        fc.pre(text !== other);
        const signature = signText(ring, 'purpose', text);
        expect(checkSignature(ring, 'purpose', text, signature)).toBe('genuine');
        expect(checkSignature(ring, 'purpose', other, signature)).toBe('false');
        expect(checkSignature(ring, 'another purpose', text, signature)).toBe('false');
        expect(checkSignature(ring, 'purpose', text, { ...signature, signature: other })).toBe('false');
      }),
    ));

  it('stays genuine while its key is in the ring, and cannot be judged after', () => {
    const signature = signText(ring, 'purpose', 'text');
    const newer = { id: 'k2', key: randomBytes(32) };
    expect(checkSignature([newer, ...ring], 'purpose', 'text', signature)).toBe('genuine');
    expect(checkSignature([newer], 'purpose', 'text', signature)).toBe('unknown_key');
    expect(signText([newer, ...ring], 'purpose', 'text').keyId).toBe('k2');
  });
});
