import { Redis, type RedisOptions } from 'ioredis';

import type { Logger } from '@sylion/runtime';

/** For publishing and for keys: fails at once when Redis is away instead of piling up commands in memory. */
export function connectProducer(url: string, logger: Logger): Redis {
  return withLog(
    new EndingRedis(url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      commandTimeout: 2_000,
      enableAutoPipelining: true,
      retryStrategy: reconnectSoon,
    }),
    logger,
  );
}

/** For workers: waits for Redis as long as it takes (BullMQ needs `maxRetriesPerRequest: null` on a blocking connection). */
export function connectConsumer(url: string, logger: Logger): Redis {
  return withLog(new EndingRedis(url, { maxRetriesPerRequest: null, retryStrategy: reconnectSoon }), logger);
}

/**
 * ioredis forgets a client that is disconnected while it waits to reconnect: it never says `end`, its commands are never answered,
 * and BullMQ's `close` waits for both, so that no process could stop while Redis is away. A client that waits for its first
 * connection is ended properly, so it passes for one.
 */
class EndingRedis extends Redis {
  override disconnect(isReconnecting = false): void {
    if (!isReconnecting && this.status === 'reconnecting') this.status = 'wait';
    super.disconnect(isReconnecting);
  }

  /** BullMQ makes its blocking connection by this. */
  override duplicate(override: Partial<RedisOptions> = {}): Redis {
    return new EndingRedis({ ...this.options, ...override, replyMapping: undefined });
  }
}

const reconnectSoon = (attempt: number): number => Math.min(attempt * 100, 1_000);

/** Logs the first error of an outage, not each of its thousand reconnects. */
function withLog(redis: Redis, logger: Logger): Redis {
  let isAway = false;
  redis.on('error', (error) => {
    if (!isAway) logger.warn({ error }, 'Redis is away');
    isAway = true;
  });
  redis.on('ready', () => {
    if (isAway) logger.info('Redis is back');
    isAway = false;
  });
  return redis;
}
