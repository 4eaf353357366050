import type { DeliveryTry, DeliveryVerdict } from '@sylion/database';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The waits between the tries, as Standard Webhooks recommends them: a dozen tries over three days. */
export const retryDelaysMs: readonly number[] = [
  5_000,
  minuteMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  12 * hourMs,
  14 * hourMs,
  14 * hourMs,
  14 * hourMs,
];

/** An endpoint that asks for more rest than this gets this much. */
const longestRestMs = 14 * hourMs;

/** Nothing but failures for this long disables an endpoint. */
export const failingLimitMs = 5 * 24 * hourMs;

/**
 * What follows from how a try ended; `attempts` counts it. Only a 2xx is a delivery, a redirect is none, and 410 says that nobody is
 * there any more. Waits are spread by a fifth (`chance` from 0 to 1), so that what failed together is not tried again together; none is
 * shorter than the endpoint asked for.
 */
export function judgeDelivery({ status, retryAfterMs }: DeliveryTry, attempts: number, chance: number): DeliveryVerdict {
  if (status !== null && status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 410) return { kind: 'gone' };
  const delayMs = retryDelaysMs[attempts - 1];
  if (delayMs === undefined) return { kind: 'dead' };
  const askedMs = Math.min(retryAfterMs ?? 0, longestRestMs);
  return { kind: 'retry', delayMs: Math.max(askedMs, Math.round(delayMs * (0.9 + 0.2 * chance))) };
}
