import { createDatabase, DatabaseUnavailable } from '@sylion/database';
import { createQueues } from '@sylion/queues';
import { createLogger } from '@sylion/runtime';

import { checkChannels } from './checks/check-channels.ts';
import { checkConfiguration } from './checks/check-configuration.ts';
import { checkPostgres } from './checks/check-postgres.ts';
import { checkReach } from './checks/check-reach.ts';
import { checkRedis } from './checks/check-redis.ts';
import { checkWork } from './checks/check-work.ts';
import { fail, type Finding } from './finding.ts';
import type { Surroundings } from './surroundings.ts';

const logger = createLogger({ app: 'doctor', level: 'silent' });

/** Looks at every part of a platform. It changes nothing; what cannot be looked at because something else is away is not told. */
export async function examine(surroundings: Surroundings): Promise<Finding[]> {
  const found = await Promise.all([examineDatabase(surroundings), examineRedis(surroundings), checkReach(surroundings)]);
  // Not at the same time: it starts a process of each app, and on a busy machine what is only slow then would look as if it were away.
  const configuration = await checkConfiguration(surroundings);
  return [...configuration, ...found.flat()];
}

async function examineDatabase(surroundings: Surroundings): Promise<Finding[]> {
  const database = createDatabase({ url: surroundings.databaseUrl, applicationName: 'doctor', poolSize: 2, logger });
  try {
    await database.ping();
    const server = await checkPostgres(database, surroundings);
    const isMigrated = server.every(({ subject, state }) => subject !== 'migrations' || state !== 'fail');
    // Rows can be read as this checkout knows them only in a schema as this checkout knows it.
    return isMigrated ? [...server, ...(await checkChannels(database)), ...(await checkWork(database))] : server;
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    return [
      fail(
        'Postgres',
        `${hostOf(surroundings.databaseUrl)} does not answer, or does not let us in`,
        'is it up, and are host, port, role and password of DATABASE_URL right? psql "$DATABASE_URL" -c "select 1"',
      ),
    ];
  } finally {
    await database.close();
  }
}

async function examineRedis({ redisUrl }: Surroundings): Promise<Finding[]> {
  const queues = createQueues({ url: redisUrl, logger });
  try {
    if (await becomesReady(queues.ping)) return await checkRedis(queues);
    return [
      fail(
        'Redis',
        `${hostOf(redisUrl)} does not answer, or does not let us in`,
        'is it up, and are host, port and password of REDIS_URL right? redis-cli -u "$REDIS_URL" ping',
      ),
    ];
  } finally {
    await queues.close();
  }
}

/** The connection is made in the background, and a person does not wait for ever. */
async function becomesReady(ping: () => Promise<void>, timeoutMs = 3_000): Promise<boolean> {
  for (const until = Date.now() + timeoutMs; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 50)))
    if (await ping().then(() => true, () => false)) return true; // prettier-ignore
  return false;
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'an address that is none');
