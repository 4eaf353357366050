import type { Redis } from 'ioredis';

import { QueueUnavailable } from './errors.ts';

/** What a Redis tells about itself, as far as queues depend on it. */
export interface RedisVitals {
  readonly version: string;
  /** Every write is in a file that survives a restart. */
  readonly isAppendOnly: boolean;
  readonly isLastWriteToDiskOk: boolean;
  /** Queues need `noeviction`: any other policy drops jobs when memory is short. */
  readonly evictionPolicy: string;
  readonly memoryUsedBytes: number;
  /** 0: as much as the machine has. */
  readonly memoryLimitBytes: number;
  /** Its clock before ours; negative when it is behind. */
  readonly clockAheadMs: number;
}

/** Reads it from `INFO` and `TIME`, which hosted services allow, where they forbid `CONFIG`. @throws {QueueUnavailable} when Redis is away */
export async function readRedisVitals(redis: Redis): Promise<RedisVitals> {
  try {
    const askedAt = Date.now();
    const [seconds = 0, microseconds = 0] = (await redis.time()).map(Number);
    const clockAheadMs = seconds * 1_000 + microseconds / 1_000 - (askedAt + Date.now()) / 2;
    const info = await redis.info();
    const field = (name: string): string => new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(info)?.[1] ?? '';
    return {
      version: field('redis_version'),
      isAppendOnly: field('aof_enabled') === '1',
      isLastWriteToDiskOk: field('aof_last_write_status') !== 'err',
      evictionPolicy: field('maxmemory_policy'),
      memoryUsedBytes: Number(field('used_memory')),
      memoryLimitBytes: Number(field('maxmemory')),
      clockAheadMs,
    };
  } catch (error) {
    throw new QueueUnavailable(error);
  }
}
