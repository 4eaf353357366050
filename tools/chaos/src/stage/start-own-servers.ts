import path from 'node:path';

import { wipeRedis } from '@sylion/acceptance';
import { startEmbeddedPostgres, startEmbeddedRedis } from '@sylion/launch/embedded';

/** Postgres and Redis that can be broken and come back at the same address with what they had written. */
export interface OwnServers {
  /** Ends Postgres as a crash does, without a checkpoint, and starts it again: it recovers from its log. */
  crashPostgres(): Promise<void>;
  /** SIGKILL, and a start from the append-only file. */
  crashRedis(): Promise<void>;
  /** Redis forgets everything. */
  wipeRedis(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts them in the home in which the stack looks for its own, so that it takes these. */
export async function startOwnServers(home: string): Promise<OwnServers> {
  const startPostgres = (port?: number) => startEmbeddedPostgres({ home: path.join(home, 'postgres'), durability: 'safe', port });
  const startRedis = (port?: number) => startEmbeddedRedis({ home: path.join(home, 'redis'), port });
  let [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  let ofRedis = Promise.resolve();
  /** One thing at a time: a Redis that is being started again cannot be wiped. */
  const onRedis = (act: () => Promise<void>): Promise<void> => (ofRedis = ofRedis.then(act));
  return {
    crashPostgres: async () => {
      process.kill(postgres.pid, 'SIGQUIT');
      await postgres.exited;
      postgres = await startPostgres(postgres.port);
    },
    crashRedis: () =>
      onRedis(async () => {
        process.kill(redis.pid, 'SIGKILL');
        await redis.exited;
        redis = await startRedis(redis.port);
      }),
    wipeRedis: () => onRedis(() => wipeRedis(redis.url)),
    stop: async () => void (await Promise.all([postgres.stop(), redis.stop()])),
  };
}
