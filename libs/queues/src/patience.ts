import { setTimeout as pause } from 'node:timers/promises';

import { QueueUnavailable } from './errors.ts';

/**
 * Waits so long for Redis and no longer.
 * @throws {QueueUnavailable} when it answers badly or not in time
 */
export type Patience = <Answer>(ask: () => Promise<Answer>) => Promise<Answer>;

/** Who was let down is not asked again for so long: a Redis that hangs slows a few requests, not each one. */
const restMs = 1_000;

/** For questions that something waits for which can do without the answer. */
export function createPatience(timeoutMs: number): Patience {
  let restsUntilMs = 0;
  return async (ask) => {
    if (performance.now() < restsUntilMs) throw new QueueUnavailable(new Error('it did not answer a moment ago'));
    const given = new AbortController();
    try {
      return await Promise.race([ask(), tooLong(timeoutMs, given.signal)]);
    } catch (error) {
      restsUntilMs = performance.now() + restMs;
      throw new QueueUnavailable(error);
    } finally {
      given.abort();
    }
  };
}

async function tooLong(timeoutMs: number, signal: AbortSignal): Promise<never> {
  await pause(timeoutMs, undefined, { signal });
  throw new Error(`no answer in ${timeoutMs} ms`);
}
