import type { Redis } from 'ioredis';

import type { Patience } from './patience.ts';
import { giveBackUnits, takeUnits } from './rate-clocks.ts';
import { paceOf, toState, type Budget, type BudgetState } from './rate-limits.ts';
import { redisKeys } from './redis-keys.ts';

/** A bearer that somebody sends from an address. */
export interface Attempt {
  readonly address: string;
  readonly bearerHash: string;
}

/** `proven`: the bearer is genuine; `refused`: it is not; `unjudged`: nobody could say. */
export type AttemptOutcome = 'proven' | 'refused' | 'unjudged';

/**
 * How often an address may be wrong about who it is. A unit is taken before a bearer is judged, so that guesses at the same time cannot
 * outrun the count, and comes back unless the bearer is refused. A bearer that was proven from an address before is judged without one:
 * whoever guesses beside it does not shut it out. One and the same wrong bearer can use a third of its address's budget, no more.
 */
export interface AttemptLimit {
  /**
   * `isKnown`: the bearer was proven there before. Otherwise the state of the address's budget; with a `waitMs` the bearer may not be judged.
   * @throws {QueueUnavailable} when Redis does not answer in time
   */
  begin(attempt: Attempt): Promise<{ readonly isKnown: boolean; readonly state?: BudgetState }>;
  /**
   * After every judgement.
   * @throws {QueueUnavailable} when Redis does not answer in time
   */
  end(attempt: Attempt, isKnown: boolean, outcome: AttemptOutcome): Promise<void>;
}

const knownForSeconds = 24 * 60 * 60;

export function createAttemptLimit(redis: Redis, patience: Patience, refusals: Budget): AttemptLimit {
  const clocksOf = ({ address, bearerHash }: Attempt) =>
    [
      { key: redisKeys.refusalBudget(address), ...paceOf(refusals) },
      {
        key: redisKeys.refusalBudget(address, bearerHash),
        ...paceOf({ perMinute: Math.max(1, Math.floor(refusals.perMinute / 3)) }),
      },
    ] as const;
  const knownKey = ({ address, bearerHash }: Attempt): string => redisKeys.knownBearer(address, bearerHash);
  return {
    begin: (attempt) =>
      patience(async () => {
        if ((await redis.exists(knownKey(attempt))) === 1) return { isKnown: true };
        return { isKnown: false, state: toState(refusals, await takeUnits(redis, ...clocksOf(attempt))) };
      }),
    end: async (attempt, isKnown, outcome) => {
      if (isKnown && outcome === 'refused')
        await patience(() => Promise.all([redis.del(knownKey(attempt)), takeUnits(redis, ...clocksOf(attempt))]));
      if (!isKnown && outcome !== 'refused') await patience(() => giveBackUnits(redis, ...clocksOf(attempt)));
      if (!isKnown && outcome === 'proven') await patience(() => redis.set(knownKey(attempt), '1', 'EX', knownForSeconds));
    },
  };
}
