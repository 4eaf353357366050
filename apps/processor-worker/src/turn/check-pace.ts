import type { EndUserLimits } from '@sylion/schemas';

import type { OpenTurn, Reply } from './turn.ts';

const toldAgainAfterMs = 60 * 60_000;

/** How often an end user may be answered; undefined: any number of times. */
export const paceOf = ({ settings: { endUserLimits } }: OpenTurn): EndUserLimits | undefined =>
  Object.values(endUserLimits).every((limit) => limit === null) ? undefined : endUserLimits;

/** Holds back an end user who was answered often enough for now: one sentence an hour says so, and the model is not asked. */
export function replyTooOften({ inbox: { rateNotifiedAt, now } }: OpenTurn): Reply {
  const wasTold = rateNotifiedAt !== null && now.getTime() - rateNotifiedAt.getTime() < toldAgainAfterMs;
  return wasTold
    ? { kind: 'silence', reason: 'rate_limited', calls: [] }
    : { kind: 'fixed', textKey: 'tooManyMessages', reason: 'rate_limited', calls: [] };
}
