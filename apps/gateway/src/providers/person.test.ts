import { contradicts, readPerson, readPhone } from './person.ts';

describe('readPerson', () => {
  it('reads each identity as providers write it', () => {
    expect(
      readPerson({ phone: '33612340001', bsuid: 'FR.1aB', parentBsuid: 'FR.ENT.2', username: '@amelie', displayName: 'Amélie' }),
    ).toEqual({ phone: '+33612340001', bsuid: 'FR.1aB', parentBsuid: 'FR.ENT.2', username: 'amelie', displayName: 'Amélie' });
  });
  it('recognises a user id that stands where a phone belongs', () => {
    expect(readPerson({ phone: 'US.134' })).toEqual({ bsuid: 'US.134' });
    expect(readPerson({ phone: 'US.ENT.134' })).toEqual({ parentBsuid: 'US.ENT.134' });
  });
  it('keeps user ids verbatim', () => expect(readPerson({ bsuid: 'us.aB' })).toEqual({ bsuid: 'us.aB' }));
  it('leaves out what is no identity', () =>
    expect(readPerson({ phone: 'abc', bsuid: 'x'.repeat(300), username: '@', displayName: '' })).toEqual({}));
  it.each([
    [33612340001, '+33612340001'],
    ['+33 6 12-34.00 (01)', '+33612340001'],
    ['12', undefined],
    ['1'.repeat(16), undefined],
    [null, undefined],
    [{}, undefined],
  ])('reads the phone %p as %p', (written, phone) => expect(readPhone(written)).toBe(phone));
});

describe('contradicts', () => {
  it('is about identities that both have', () => {
    expect(contradicts({ phone: '+1' }, { bsuid: 'US.1' })).toBe(false);
    expect(contradicts({ phone: '+1', bsuid: 'US.1' }, { phone: '+2', bsuid: 'US.1' })).toBe(true);
  });
});
