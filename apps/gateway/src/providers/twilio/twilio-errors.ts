import type { FailureClass } from '../send-failure.ts';

const minuteMs = 60_000;

/**
 * Twilio, "Error and warning dictionary": the codes that a WhatsApp send may answer with. What is not here is judged by its HTTP
 * status.
 */
export const twilioErrorClasses: ReadonlyMap<number, FailureClass> = new Map<number, FailureClass>([
  [14107, { kind: 'throttled', retryAfterMs: 1_000, scope: 'number' }],
  [20429, { kind: 'throttled', retryAfterMs: 1_000, scope: 'account' }],
  [63018, { kind: 'throttled', retryAfterMs: 1_000, scope: 'number' }],
  [30001, { kind: 'later', retryAfterMs: minuteMs }], // queue overflow
  [63038, { kind: 'later', retryAfterMs: 60 * minuteMs }], // daily limit of the account
  [20003, { kind: 'credentials' }],
  [20005, { kind: 'credentials' }], // account not active
  [20008, { kind: 'credentials' }], // test credentials
  [21606, { kind: 'credentials' }], // sender is not of this account
  [30002, { kind: 'credentials' }], // account suspended
  [63007, { kind: 'credentials' }], // no channel with this sender
  [63112, { kind: 'credentials' }], // sender disabled by Meta
  [21211, { kind: 'user_permanent' }],
  [21610, { kind: 'user_permanent' }], // unsubscribed
  [63003, { kind: 'user_permanent' }],
  [63024, { kind: 'user_permanent' }],
  [63015, { kind: 'permanent' }], // sandbox not joined
  [63016, { kind: 'permanent' }], // outside the service window
  [21617, { kind: 'permanent' }], // text too long
]);
