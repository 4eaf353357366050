/** How long to wait between attempts at one model. */
export interface Backoff {
  baseMs: number;
  maximumMs: number;
}

/** Google asks callers of shared capacity to wait a second at least before they come back. */
export const defaultBackoff: Backoff = { baseMs: 1_000, maximumMs: 8_000 };

/**
 * Truncated exponential backoff with full jitter: anything between 0 and the doubled, capped base, so that
 * many throttled callers do not come back together.
 *
 * @param retry 0 before the first retry
 * @param random in [0, 1)
 * @returns milliseconds
 */
export function backoffDelayMs(retry: number, backoff: Backoff, random: number): number {
  return Math.floor(random * Math.min(backoff.maximumMs, backoff.baseMs * 2 ** retry));
}
