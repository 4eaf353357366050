import fc from 'fast-check';

import { scopeSchema, tenantRoleSchema } from '@sylion/schemas';

import { hashApiKey, isSameSecret, makeApiKey } from './api-key.ts';
import { ownedUntil, type StandingKey } from './owned-until.ts';
import { includesGrant, includesRole, lackFor, type Grant, type Role } from './permissions.ts';
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

const grants = fc.record({
  role: fc.constantFrom<Role>(...tenantRoleSchema.options, 'platform'),
  scopes: fc.option(fc.subarray([...scopeSchema.options])),
});
const permissions = fc.oneof(
  fc.constant({ role: 'platform' as const }),
  fc.record({ role: fc.constantFrom(...tenantRoleSchema.options), scope: fc.constantFrom(...scopeSchema.options) }),
);

describe('grants', () => {
  it('reach a permission by their role and their scopes, both', () => {
    const needed = { role: 'agent', scope: 'conversations:read' } as const;
    const lack = (role: Role, scopes: Grant['scopes']) => lackFor({ role, scopes }, needed);
    expect(lack('owner', null)).toBeUndefined();
    expect(lack('agent', ['conversations:read'])).toBeUndefined();
    expect(lack('viewer', ['conversations:read'])).toBe('role');
    expect(lack('owner', ['conversations:write'])).toBe('scope');
    expect(lack('owner', [])).toBe('scope');
    expect(lackFor({ role: 'owner', scopes: null }, { role: 'platform' })).toBe('role');
  });

  it('that include another reach everything that it reaches', () => {
    fc.assert(
      fc.property(grants, grants, permissions, (held, other, needed) => {
        if (includesGrant(held, other) && lackFor(other, needed) === undefined) expect(lackFor(held, needed)).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });

  it('include another only when nothing is reached through it that they do not reach themselves', () => {
    const reached = (grant: Grant): string[] =>
      tenantRoleSchema.options.flatMap((role) =>
        scopeSchema.options.filter((scope) => lackFor(grant, { role, scope }) === undefined).map((scope) => `${role} ${scope}`),
      );
    fc.assert(
      fc.property(grants, grants, (held, other) => {
        const more = reached(other).filter((permission) => !reached(held).includes(permission));
        if (more.length > 0) expect(includesGrant(held, other)).toBe(false);
      }),
    );
  });
});

describe('a tenant', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const owner: StandingKey = { role: 'owner', scopes: null, expiresAt: null };
  it.each<[string, StandingKey[], number]>([
    ['without keys', [], -Infinity],
    ['with a key for ever', [{ ...owner, expiresAt: new Date('2027-01-01') }, owner], Infinity],
    [
      'with keys that end',
      [new Date('2027-01-01'), new Date('2027-02-01')].map((expiresAt) => ({ ...owner, expiresAt })),
      Date.UTC(2027, 1),
    ],
    [
      'with keys that are over, narrowed or of another role',
      [
        { ...owner, expiresAt: now },
        { ...owner, scopes: ['api-keys:write'] },
        { ...owner, role: 'admin' },
      ],
      -Infinity,
    ],
  ])('%s is owned as long as its longest full owner’s key stands', (_name, keys, until) => expect(ownedUntil(keys, now)).toBe(until));
});

describe('quota periods', () => {
  it('begin at midnight UTC of the day or of the first of the month', () => {
    const now = new Date('2026-11-22T23:59:59.999Z');
    expect(quotaPeriodStart('day', now)).toEqual(new Date('2026-11-22T00:00:00.000Z'));
    expect(quotaPeriodStart('month', now)).toEqual(new Date('2026-11-01T00:00:00.000Z'));
  });
});
