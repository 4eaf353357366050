import { readContactBook } from './contact-book.ts';

const amelie = { wa_id: '33612340001', profile: { name: 'Amélie' } };
const luc = { user_id: 'FR.2', wa_id: '33612340002', profile: { name: 'Luc', username: '@luc' } };

describe('readContactBook', () => {
  it('finds a person by any shared identity', () => {
    expect(readContactBook([amelie, luc])({ bsuid: 'FR.2' })).toEqual({
      bsuid: 'FR.2',
      phone: '+33612340002',
      displayName: 'Luc',
      username: 'luc',
    });
    expect(readContactBook([amelie, luc])({ phone: '+33612340001' })).toEqual({ phone: '+33612340001', displayName: 'Amélie' });
  });
  it('gives the only contact to whomever it does not contradict', () => {
    expect(readContactBook([amelie])({ bsuid: 'FR.1' })).toEqual({ bsuid: 'FR.1', phone: '+33612340001', displayName: 'Amélie' });
    expect(readContactBook([amelie])({ phone: '+33612349999' })).toEqual({ phone: '+33612349999' });
  });
  it('gives nobody’s contact to a stranger among several', () =>
    expect(readContactBook([amelie, luc])({ bsuid: 'FR.3' })).toEqual({ bsuid: 'FR.3' }));
  it.each([[undefined], ['x'], [[null, 3, {}]]])('bears %p', (contacts) =>
    expect(readContactBook(contacts)({ phone: '+33612340001' })).toEqual({ phone: '+33612340001' }),
  );
});
