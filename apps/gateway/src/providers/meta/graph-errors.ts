import type { ThrottleScope } from '../provider.ts';
import type { FailureClass } from '../send-failure.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

const throttled = (scope: ThrottleScope, retryAfterMs: number): FailureClass => ({ kind: 'throttled', retryAfterMs, scope });
const later = (retryAfterMs: number): FailureClass => ({ kind: 'later', retryAfterMs });
const unknown: FailureClass = { kind: 'unknown' };
const credentials: FailureClass = { kind: 'credentials' };
const permanent: FailureClass = { kind: 'permanent' };
const userPermanent: FailureClass = { kind: 'user_permanent' };

const allOf = (codes: readonly number[], failure: FailureClass): [number, FailureClass][] => codes.map((code) => [code, failure]);

/**
 * Meta, "Error codes", 2026. Codes about marketing only (130472, 131050) refuse the message, not the person: we answer questions.
 * Server-side failures are `unknown`: the message may have gone out.
 */
const classByCode = new Map<number, FailureClass>([
  // Pace: surely refused, safe to repeat.
  [4, throttled('account', minuteMs)],
  [613, throttled('account', minuteMs)],
  [80007, throttled('account', minuteMs)],
  [130429, throttled('number', secondMs)],
  [131056, throttled('pair', 4 * secondMs)],
  [131208, throttled('account', minuteMs)],

  // Not now.
  [131048, later(hourMs)], // spam rate limit: hammering makes it worse
  [131049, later(24 * hourMs)],
  [131057, later(minuteMs)],
  [131064, later(24 * hourMs)],
  [132069, later(hourMs)],
  [133015, later(5 * minuteMs)],
  [134101, later(10 * minuteMs)],
  [2494100, later(minuteMs)],

  // Server side: may have gone out.
  ...allOf([1, 2, 131000, 131016, 133004], unknown),

  // The channel: token, permission, registration, payment, display name.
  ...allOf(
    [
      0, 3, 10, 33, 190, 368, 131005, 131031, 131037, 131042, 131044, 131045, 133000, 133005, 133006, 133008, 133009, 133010, 133016,
      134011, 136024,
    ],
    credentials,
  ),

  // The person: blocked by us, country not allowed, cannot be reached by WhatsApp.
  ...allOf([130403, 130497, 131026], userPermanent),

  // This message.
  ...allOf(
    [
      100, 130472, 131008, 131009, 131020, 131021, 131030, 131041, 131047, 131050, 131051, 131052, 131053, 131055, 131059, 131060, 131061,
      131062, 131063, 131065, 131070,
    ],
    permanent,
  ),
  ...allOf([132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132018, 132068, 134100, 134102, 135000, 137000], permanent),
]);

/** Families of codes, first and last included. */
const classByRange: readonly [number, number, FailureClass][] = [
  [200, 299, credentials],
  [131201, 131215, permanent],
  [138000, 138999, permanent],
  [139000, 139004, permanent],
  [139100, 139103, permanent],
  [147001, 147005, permanent],
  [2388000, 2388999, permanent],
  [2593107, 2593109, permanent],
];

/** The class of a known Graph error code; undefined for codes that Meta added later. */
export const graphErrorClass = (code: number): FailureClass | undefined =>
  classByCode.get(code) ?? classByRange.find(([first, last]) => code >= first && code <= last)?.[2];
