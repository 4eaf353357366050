import { hashApiKey, isSameSecret, makeApiKey } from './api-key.ts';
import { includesRole, type Role } from './permissions.ts';
import { quotaPeriodStart } from './quota-period.ts';

describe('API keys', () => {
  it('are recognised by their hash and never repeat', () => {
    const one = makeApiKey();
    const other = makeApiKey();
    expect(hashApiKey(one.secret)).toEqual(one.hash);
    expect(one.secret).not.toBe(other.secret);
    expect(one.secret.startsWith(one.prefix)).toBe(true);
  });

  it('compare equal only to themselves, whatever the length', () => {
    expect(isSameSecret('secret', 'secret')).toBe(true);
    expect(isSameSecret('secret', 'secret-and-more')).toBe(false);
    expect(isSameSecret('', 'secret')).toBe(false);
  });
});

describe('roles', () => {
  it('include those below them and none above', () => {
    const order: Role[] = ['viewer', 'agent', 'admin', 'owner', 'platform'];
    for (const [heldAt, held] of order.entries()) {
      for (const [neededAt, needed] of order.entries()) expect(includesRole(held, needed)).toBe(heldAt >= neededAt);
    }
  });
});

describe('quota periods', () => {
  it('begin at midnight UTC of the day or of the first of the month', () => {
    const now = new Date('2026-11-22T23:59:59.999Z');
    expect(quotaPeriodStart('day', now)).toEqual(new Date('2026-11-22T00:00:00.000Z'));
    expect(quotaPeriodStart('month', now)).toEqual(new Date('2026-11-01T00:00:00.000Z'));
  });
});
