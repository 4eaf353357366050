import type { Redis } from 'ioredis';

import type { Patience } from './patience.ts';
import { takeUnits, type Pace, type Taken } from './rate-clocks.ts';
import { redisKeys } from './redis-keys.ts';

/** So many units at once, which come back evenly over a minute. */
export interface Budget {
  readonly kind: string;
  readonly perMinute: number;
}

/** How a budget stands after a unit was asked of it. */
export interface BudgetState {
  /** 0 when the unit was taken; else none was, and there will be one after so many ms. */
  readonly waitMs: number;
  /** Whole units that could be taken now. */
  readonly remaining: number;
  readonly wholeInMs: number;
}

export interface RateLimits {
  /**
   * Takes a unit of a caller's budget; what is refused costs nothing. `tenantId` is undefined for the platform operator.
   * @throws {QueueUnavailable} when Redis does not answer in time
   */
  take(caller: { tenantId: string | undefined; callerId: string }, budget: Budget): Promise<BudgetState>;
}

export function createRateLimits(redis: Redis, patience: Patience): RateLimits {
  return {
    take: async ({ tenantId = 'platform', callerId }, budget) => {
      const key = redisKeys.callerBudget(tenantId, callerId, budget.kind);
      return toState(budget, await patience(() => takeUnits(redis, { key, ...paceOf(budget) })));
    },
  };
}

export const paceOf = ({ perMinute }: Pick<Budget, 'perMinute'>): Pace => ({ intervalMs: 60_000 / perMinute, burst: perMinute });

/** How the first of the budgets stands that something was asked of. */
export function toState({ perMinute }: Budget, { waitMs, wholeInMs: [wholeInMs = 0] }: Taken): BudgetState {
  // Clocks are rounded to microseconds: a thousandth of a unit is no unit that is missing.
  const remaining = Math.floor(perMinute - (wholeInMs * perMinute) / 60_000 + 0.001);
  return { waitMs, remaining: Math.max(0, remaining), wholeInMs };
}
