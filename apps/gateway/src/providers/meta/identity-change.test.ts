import { readIdentityChange } from './identity-change.ts';

const changed = (type: string, sender: object, system: object = {}) =>
  readIdentityChange({ ...sender, type: 'system', system: { type, ...system } });

describe('readIdentityChange', () => {
  it('takes `from` for the old phone of a changed number', () => {
    expect(changed('user_changed_number', { from: '33612340001' }, { wa_id: '33612349999' })).toEqual({
      from: { phone: '+33612349999' },
      identityChange: { previousPhone: '+33612340001' },
    });
  });
  it('does not keep the old phone when the new one is not told', () => {
    expect(changed('user_changed_number', { from: '33612340001' }, { user_id: 'FR.9', previous_user_id: 'FR.1' })).toEqual({
      from: { bsuid: 'FR.9' },
      identityChange: { previousBsuid: 'FR.1', previousPhone: '+33612340001' },
    });
  });
  it('trusts previous_user_id over from_user_id, which may be old or new', () => {
    expect(changed('user_changed_user_id', { from_user_id: 'FR.9' }, { previous_user_id: 'FR.1' })).toEqual({
      from: { bsuid: 'FR.9' },
      identityChange: { previousBsuid: 'FR.1' },
    });
    expect(changed('user_changed_user_id', { from_user_id: 'FR.1' }, { user_id: 'FR.9' })).toEqual({
      from: { bsuid: 'FR.9' },
      identityChange: { previousBsuid: 'FR.1' },
    });
  });
  it('says nothing of a change of which only the old side is told', () => {
    expect(changed('user_changed_user_id', { from_user_id: 'FR.1' }, { previous_user_id: 'FR.1' })).toEqual({ from: { bsuid: 'FR.1' } });
  });
  it('changes nothing for other system messages', () =>
    expect(changed('user_identity_changed', { from: '33612340001' })).toEqual({ from: { phone: '+33612340001' } }));
});
