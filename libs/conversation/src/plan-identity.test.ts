import type { HeldIdentity, Identity, KnownEndUser } from './identity.ts';
import { planIdentity } from './plan-identity.ts';

const bsuid = (value: string, scope = 'waba-1'): Identity => ({ kind: 'bsuid', value, scope });
const phone = (value: string): Identity => ({ kind: 'phone', value, scope: '' });
const username = (value: string): Identity => ({ kind: 'username', value, scope: '' });
const retired = (identity: Identity): HeldIdentity => ({ ...identity, isCurrent: false });
const endUser = (endUserId: string, ageInDays: number, ...identities: (Identity | HeldIdentity)[]): KnownEndUser => ({
  endUserId,
  createdAt: new Date(Date.UTC(2026, 0, 31 - ageInDays)),
  identities: identities.map((identity) => ({ isCurrent: true, ...identity })),
});
const nothing = { merge: [], detach: [], attach: [], retire: [] };
const scope = 'waba-1';

describe('planIdentity', () => {
  it('creates an end user for values nobody holds', () => {
    expect(planIdentity({ scope, bsuid: 'FR.1', phone: '33600', username: 'ana' }, [])).toEqual({
      ...nothing,
      endUser: 'create',
      attach: [bsuid('FR.1'), phone('33600'), username('ana')],
    });
  });

  it('gives no plan for a writer without BSUID and phone', () => {
    expect(planIdentity({ scope, username: 'ana' }, [endUser('a', 1, username('ana'))])).toBeNull();
  });

  it('does nothing for a writer it knows', () => {
    const ana = endUser('a', 1, bsuid('FR.1'), phone('33600'));
    expect(planIdentity({ scope, bsuid: 'FR.1', phone: '33600' }, [ana])).toEqual({ ...nothing, endUser: { use: 'a' } });
  });

  it('attaches the BSUID to the end user known by phone', () => {
    expect(planIdentity({ scope, bsuid: 'FR.1', phone: '33600' }, [endUser('a', 1, phone('33600'))])).toEqual({
      ...nothing,
      endUser: { use: 'a' },
      attach: [bsuid('FR.1')],
    });
  });

  it('merges the younger into the older when BSUID and phone turn out to be one person', () => {
    const known = [endUser('young', 1, bsuid('FR.1')), endUser('old', 9, phone('33600'))];
    expect(planIdentity({ scope, bsuid: 'FR.1', phone: '33600' }, known)).toEqual({
      ...nothing,
      endUser: { use: 'old' },
      merge: [{ from: 'young', into: 'old' }],
    });
  });

  it('moves a recycled number to its new owner without merging', () => {
    const known = [endUser('former', 9, bsuid('FR.1'), phone('33600')), endUser('writer', 1, bsuid('FR.2'), phone('33611'))];
    expect(planIdentity({ scope, bsuid: 'FR.2', phone: '33600' }, known)).toEqual({
      ...nothing,
      endUser: { use: 'writer' },
      detach: [{ endUserId: 'former', identity: phone('33600') }],
      attach: [phone('33600')],
      retire: [phone('33611')],
    });
    expect(planIdentity({ scope, bsuid: 'FR.3', phone: '33600' }, known.slice(0, 1))).toMatchObject({ endUser: 'create', merge: [] });
  });

  it('does not take a number its holder gave up for that holder', () => {
    const known = [endUser('a', 9, retired(phone('33600')), phone('33611'))];
    expect(planIdentity({ scope, phone: '33600' }, known)).toEqual({
      ...nothing,
      endUser: 'create',
      detach: [{ endUserId: 'a', identity: phone('33600') }],
      attach: [phone('33600')],
    });
  });

  it('recognises one person in two portfolios by the phone, but not two people', () => {
    const ana = endUser('a', 1, bsuid('FR.1', 'waba-2'), phone('33600'));
    expect(planIdentity({ scope, bsuid: 'FR.9', phone: '33600' }, [ana])).toMatchObject({ endUser: { use: 'a' }, attach: [bsuid('FR.9')] });
    const other = endUser('b', 2, bsuid('FR.9'), bsuid('FR.5', 'waba-2'));
    expect(planIdentity({ scope, bsuid: 'FR.9', phone: '33600' }, [ana, other])).toMatchObject({
      endUser: { use: 'b' },
      merge: [],
      attach: [phone('33600')],
    });
  });

  it('recognises one person in two portfolios by the parent BSUID', () => {
    const ana = endUser('a', 1, bsuid('FR.1', 'waba-2'), bsuid('FR.ENT.7', 'parent'));
    expect(planIdentity({ scope, bsuid: 'FR.9', parentBsuid: 'FR.ENT.7' }, [ana])).toEqual({
      ...nothing,
      endUser: { use: 'a' },
      attach: [bsuid('FR.9')],
    });
  });

  it('moves a username to whoever writes under it and identifies nobody by it', () => {
    const known = [endUser('a', 9, phone('33600'), username('ana')), endUser('b', 1, phone('33611'), username('bob'))];
    expect(planIdentity({ scope, phone: '33611', username: 'ana' }, known)).toEqual({
      ...nothing,
      endUser: { use: 'b' },
      detach: [{ endUserId: 'a', identity: username('ana') }],
      attach: [username('ana')],
      retire: [username('bob')],
    });
  });

  it('keeps the end user through an announced change of number and retires what it replaces in every scope', () => {
    const ana = endUser('a', 9, bsuid('FR.1'), bsuid('FR.2', 'waba-2'), phone('33600'), username('ana'));
    expect(planIdentity({ scope, bsuid: 'FR.8', phone: '33699', previousBsuid: 'FR.1' }, [ana])).toEqual({
      ...nothing,
      endUser: { use: 'a' },
      attach: [bsuid('FR.8'), phone('33699')],
      retire: [bsuid('FR.1'), bsuid('FR.2', 'waba-2'), phone('33600')],
    });
  });

  it('retires the known phone when a change of BSUID does not tell the new one', () => {
    const ana = endUser('a', 9, bsuid('FR.1'), bsuid('FR.2', 'waba-2'), phone('33600'));
    expect(planIdentity({ scope, bsuid: 'FR.8', previousBsuid: 'FR.1' }, [ana])).toEqual({
      ...nothing,
      endUser: { use: 'a' },
      attach: [bsuid('FR.8')],
      retire: [bsuid('FR.1'), phone('33600')],
    });
  });

  it('does not merge the former owner of the number someone moves to', () => {
    const known = [endUser('a', 1, bsuid('FR.1'), phone('33600')), endUser('former', 9, phone('33699'))];
    expect(planIdentity({ scope, phone: '33699', previousPhone: '33600' }, known)).toEqual({
      ...nothing,
      endUser: { use: 'a' },
      detach: [{ endUserId: 'former', identity: phone('33699') }],
      attach: [phone('33699')],
      retire: [bsuid('FR.1'), phone('33600')],
    });
  });

  it('joins the announcement with the end user that already wrote under the new BSUID', () => {
    const known = [endUser('a', 9, bsuid('FR.1'), phone('33600')), endUser('b', 1, bsuid('FR.8'), phone('33699'))];
    expect(planIdentity({ scope, bsuid: 'FR.8', phone: '33699', previousBsuid: 'FR.1' }, known)).toEqual({
      ...nothing,
      endUser: { use: 'a' },
      merge: [{ from: 'b', into: 'a' }],
      retire: [bsuid('FR.1'), phone('33600')],
    });
  });

  it('finds the writer of a late message by the retired BSUID and changes nothing', () => {
    const known = [endUser('a', 9, retired(bsuid('FR.1')), bsuid('FR.8'), phone('33699')), endUser('b', 1, phone('33600'))];
    expect(planIdentity({ scope, bsuid: 'FR.1', phone: '33600', username: 'old' }, known)).toEqual({ ...nothing, endUser: { use: 'a' } });
  });

  it('links two announced changes that arrive in the wrong order', () => {
    expect(planIdentity({ scope, bsuid: 'FR.3', previousBsuid: 'FR.2' }, [])).toEqual({
      ...nothing,
      endUser: 'create',
      attach: [bsuid('FR.3'), bsuid('FR.2')],
      retire: [bsuid('FR.2')],
    });
    const known = [endUser('a', 9, bsuid('FR.1'), phone('33600')), endUser('b', 1, bsuid('FR.3'), retired(bsuid('FR.2')))];
    expect(planIdentity({ scope, bsuid: 'FR.2', previousBsuid: 'FR.1' }, known)).toEqual({
      ...nothing,
      endUser: { use: 'a' },
      merge: [{ from: 'b', into: 'a' }],
      retire: [bsuid('FR.1'), phone('33600')],
    });
  });
});
