import type { Redis } from 'ioredis';

import { takeUnits, type Pace } from './rate-clocks.ts';
import { redisKeys } from './redis-keys.ts';

export interface SendPace {
  /**
   * Takes one send from the number's and the pair's budget, or none. Returns 0 when it may go now, else the ms to wait.
   * Both budgets are taken together: a pair that must wait costs the number nothing.
   */
  take(send: { tenantId: string; channelId: string; conversationId: string }): Promise<number>;
  /** The provider said we are too fast: nothing more for `delayMs` on the pair, or on the whole number. */
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
  return {
    take: async ({ tenantId, channelId, conversationId }) => {
      const { waitMs } = await takeUnits(
        redis,
        { key: redisKeys.numberPace(tenantId, channelId), ...paces.number },
        { key: redisKeys.pairPace(tenantId, channelId, conversationId), ...paces.pair },
      );
      return waitMs;
    },
    holdBack: async ({ tenantId, channelId, conversationId }, scope, delayMs) => {
      const key = scope === 'number' ? redisKeys.numberPace(tenantId, channelId) : redisKeys.pairPace(tenantId, channelId, conversationId);
      await redis.eval(holdBackScript, 1, key, delayMs, paces[scope].intervalMs, paces[scope].burst);
    },
  };
}
