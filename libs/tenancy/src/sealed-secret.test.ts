import { randomBytes } from 'node:crypto';

import fc from 'fast-check';

import { CannotOpenSecret, openSecret, sealSecret } from './sealed-secret.ts';

const ring = [{ id: 'k1', key: randomBytes(32) }];

describe('sealed secrets', () => {
  it('open to what was sealed, for the same owner', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (secret, owner) => {
        expect(openSecret(ring, sealSecret(ring, secret, owner), owner)).toBe(secret);
      }),
    );
  });

  it('do not open for another owner', () => {
    expect(() => openSecret(ring, sealSecret(ring, 'token', 'tenant-a'), 'tenant-b')).toThrow(CannotOpenSecret);
  });

  it('do not open after any byte was changed', () => {
    const sealed = sealSecret(ring, 'token', 'owner');
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (position, change) => {
        const broken = Buffer.from(sealed);
        broken[position] = (broken[position] ?? 0) ^ change;
        expect(() => openSecret(ring, broken, 'owner')).toThrow(CannotOpenSecret);
      }),
    );
  });

  it('still open after a newer key was put in front, and not after the old one left', () => {
    const sealed = sealSecret(ring, 'token', 'owner');
    const newer = { id: 'k2', key: randomBytes(32) };
    expect(openSecret([newer, ...ring], sealed, 'owner')).toBe('token');
    expect(() => openSecret([newer], sealed, 'owner')).toThrow(CannotOpenSecret);
  });
});
