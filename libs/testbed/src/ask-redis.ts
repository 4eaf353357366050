import { Redis } from 'ioredis';

/** Gives Redis one command in plain words, as `redis-cli` does. */
export async function askRedis(url: string, command: string, ...words: readonly string[]): Promise<unknown> {
  const redis = new Redis(url);
  try {
    return await redis.call(command, ...words);
  } finally {
    redis.disconnect();
  }
}
