import { Redis } from 'ioredis';

export interface TestRedis {
  readonly url: string;
  /** Wipes everything, as an operator's FLUSHALL or a lost disk would. */
  wipe(): Promise<void>;
  stop(): Promise<void>;
}

/** An empty logical database of the test Redis: one per Jest worker, which runs one test file at a time. */
export async function createTestRedis(): Promise<TestRedis> {
  const server = process.env['TEST_REDIS_URL'];
  if (server === undefined) throw new Error('there is no test Redis: run tests through Jest, whose global setup starts it');
  const url = `${server.replace(/\/$/, '')}/${process.env['JEST_WORKER_ID'] ?? '1'}`;
  const redis = new Redis(url);
  await redis.flushdb();
  return { url, wipe: async () => void (await redis.flushdb()), stop: async () => void (await redis.quit()) };
}
