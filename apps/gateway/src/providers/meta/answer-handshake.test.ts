import { answerHandshake } from './answer-handshake.ts';

const query = { 'hub.mode': 'subscribe', 'hub.verify_token': 'jeton', 'hub.challenge': '1158201444' };

describe('answerHandshake', () => {
  it('gives back the challenge for any of our tokens', () =>
    expect(answerHandshake(query, ['other', 'jeton'])).toEqual({ ok: true, challenge: '1158201444' }));
  it.each([
    ['another token', { ...query, 'hub.verify_token': 'jetons' }],
    ['a repeated token', { ...query, 'hub.verify_token': ['jeton', 'jeton'] }],
    ['another mode', { ...query, 'hub.mode': 'unsubscribe' }],
    ['no challenge', { ...query, 'hub.challenge': undefined }],
    ['nothing', {}],
  ])('refuses %s', (_, asked) => expect(answerHandshake(asked, ['jeton'])).toEqual({ ok: false }));
  it('fails closed without tokens', () => {
    expect(answerHandshake(query, [])).toEqual({ ok: false });
    expect(answerHandshake({ ...query, 'hub.verify_token': '' }, [''])).toEqual({ ok: false });
  });
});
