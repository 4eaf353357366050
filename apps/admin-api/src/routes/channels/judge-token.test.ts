import { judgeToken } from './judge-token.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 12, minute));
const verified = (minute: number, isOk = true) => ({
  at: at(minute),
  result: isOk ? { isOk } : { isOk, reason: 'refused' as const },
});
const known = { status: 'active' as const, statusChangedAt: at(10), verification: null, lastSentAt: null };

it.each([
  ['nothing was seen', {}, 'unknown', null],
  ['the provider refused it', { status: 'needs_reauth' as const, lastSentAt: at(20) }, 'needs_reauth', at(10)],
  ['something was sent', { lastSentAt: at(20) }, 'ok', at(20)],
  ['something was sent before the credentials were replaced', { lastSentAt: at(5) }, 'unknown', null],
  ['it was verified', { verification: verified(15) }, 'ok', at(15)],
  ['it was verified before the credentials were replaced', { verification: verified(5) }, 'unknown', null],
  ['it was verified after the last send', { verification: verified(30), lastSentAt: at(20) }, 'ok', at(30)],
  [
    'it was refused while a person had paused the channel',
    { status: 'paused' as const, verification: verified(15, false) },
    'needs_reauth',
    at(15),
  ],
  ['it was refused, and then something was sent', { verification: verified(15, false), lastSentAt: at(20) }, 'ok', at(20)],
])('when %s', (_what, evidence, state, seenAt) => expect(judgeToken({ ...known, ...evidence })).toEqual({ state, seenAt }));
