import { Redis } from 'ioredis';

export interface TestRedis {
  readonly url: string;
  /** Wipes everything, as an operator's FLUSHALL or a lost disk would. */
  wipe(): Promise<void>;
  /** What waiting so long would do to every budget and pace (GCRA): their clocks are set back instead. */
  passTime(ms: number): Promise<void>;
  stop(): Promise<void>;
}

/** An empty logical database of the test Redis: one per Jest worker, which runs one test file at a time. */
export async function createTestRedis(): Promise<TestRedis> {
  const server = process.env['TEST_REDIS_URL'];
  if (server === undefined) throw new Error('there is no test Redis: run tests through Jest, whose global setup starts it');
  const url = `${server.replace(/\/$/, '')}/${process.env['JEST_WORKER_ID'] ?? '1'}`;
  const redis = new Redis(url);
  await redis.flushdb();
  return {
    url,
    wipe: async () => void (await redis.flushdb()),
    passTime: async (ms) => {
      for (const key of await redis.keys('sylion:*')) {
        if ((await redis.type(key)) !== 'string') continue;
        const clock = Number(await redis.get(key));
        if (clock > Date.now() - ms) await redis.set(key, String(clock - ms), 'KEEPTTL');
      }
    },
    stop: async () => void (await redis.quit()),
  };
}
