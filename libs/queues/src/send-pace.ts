import type { Redis } from 'ioredis';

import { slowDown, takeUnits, type Pace, type RateClock } from './rate-clocks.ts';
import { redisKeys } from './redis-keys.ts';

export interface SendPace {
  /**
   * Takes one send from the number's and the pair's budget, or none. Returns 0 when it may go now, else the ms to wait.
   * Both budgets are taken together: a pair that must wait costs the number nothing.
   */
  take(send: { tenantId: string; channelId: string; conversationId: string }): Promise<number>;
  /** The provider said we are too fast: nothing more for `delayMs` on the pair; or on the whole number, which is slower for a while. */
  holdBack(send: { tenantId: string; channelId: string; conversationId: string }, scope: 'pair' | 'number', delayMs: number): Promise<void>;
}

/** Moves a key's clock so that the next send waits at least ARGV[1] ms, given its interval and burst. */
const holdBackScript = `
local t = redis.call('TIME')
local now = t[1] * 1000 + t[2] / 1000
local arrival = now + tonumber(ARGV[1]) + (tonumber(ARGV[3]) - 1) * tonumber(ARGV[2])
if arrival > tonumber(redis.call('GET', KEYS[1]) or 0) then redis.call('SET', KEYS[1], string.format('%.3f', arrival), 'PX', math.ceil(arrival - now) + 1000) end
return 0`;

export function createSendPace(redis: Redis, paces: { number: Pace; pair: Pace }): SendPace {
  const numberClock = (tenantId: string, channelId: string): RateClock & { readonly slowdownKey: string } => ({
    key: redisKeys.numberPace(tenantId, channelId),
    slowdownKey: redisKeys.numberSlowdown(tenantId, channelId),
    ...paces.number,
  });
  return {
    take: async ({ tenantId, channelId, conversationId }) => {
      const pair = { key: redisKeys.pairPace(tenantId, channelId, conversationId), ...paces.pair };
      return (await takeUnits(redis, numberClock(tenantId, channelId), pair)).waitMs;
    },
    holdBack: async ({ tenantId, channelId, conversationId }, scope, delayMs) => {
      if (scope === 'number') return slowDown(redis, numberClock(tenantId, channelId), delayMs);
      const { intervalMs, burst } = paces.pair;
      await redis.eval(holdBackScript, 1, redisKeys.pairPace(tenantId, channelId, conversationId), delayMs, intervalMs, burst);
    },
  };
}
