import path from 'node:path';

import pg from 'pg';

import { migrate } from '@sylion/database';

import { startEmbeddedPostgres } from '../embedded/postgres/start-embedded-postgres.ts';
import { startEmbeddedRedis } from '../embedded/redis/start-embedded-redis.ts';
import type { Log } from '../embedded/report-step.ts';

/** Where Postgres and Redis are, and how to end what we started of them. */
export interface Servers {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly redisUrl: string;
  readonly pids: Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

export interface ServersOptions {
  readonly home: string;
  readonly databaseUrl?: string;
  readonly databaseOwnerUrl?: string;
  readonly redisUrl?: string;
  readonly log: Log;
  /** Migrates, and says what was run; to the newest schema of this checkout by default. */
  readonly bringUpToDate?: (urls: { readonly ownerUrl: string; readonly appUrl: string }) => Promise<readonly string[]>;
}

/** Embedded Postgres and Redis, each only where the environment names none; then the schema brought up to date. */
export async function startServers({
  home,
  databaseUrl,
  databaseOwnerUrl,
  redisUrl,
  log,
  bringUpToDate = migrate,
}: ServersOptions): Promise<Servers> {
  const [postgres, redis] = await Promise.all([
    databaseUrl === undefined ? startEmbeddedPostgres({ home: path.join(home, 'postgres'), durability: 'safe', log }) : undefined,
    redisUrl === undefined ? startEmbeddedRedis({ home: path.join(home, 'redis'), log }) : undefined,
  ]);
  const stop = async (): Promise<void> => void (await Promise.all([postgres?.stop(), redis?.stop()]));
  try {
    if (postgres) await prepareCluster(postgres.superuserUrl);
    const urls = postgres ? embeddedUrls(postgres.superuserUrl) : { appUrl: databaseUrl ?? '', ownerUrl: databaseOwnerUrl ?? '' };
    if (urls.ownerUrl === '') log('DATABASE_OWNER_URL is not set: the schema is taken as it is');
    else for (const name of await bringUpToDate(urls)) log(`migrated ${name}`);
    return {
      ...urls,
      redisUrl: redisUrl ?? redis?.url ?? '',
      stop,
      pids: { ...(postgres ? { postgres: postgres.pid } : {}), ...(redis ? { redis: redis.pid } : {}) },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const databaseName = 'sylion';

function embeddedUrls(superuserUrl: string): { appUrl: string; ownerUrl: string } {
  const as = (user: string): string => Object.assign(new URL(superuserUrl), { username: user, pathname: `/${databaseName}` }).toString();
  return { appUrl: as('sylion_app'), ownerUrl: as('sylion_owner') };
}

/** An owner role that is no superuser, and its database. */
async function prepareCluster(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const role = await client.query(`select from pg_roles where rolname = 'sylion_owner'`);
    if (role.rowCount === 0) await client.query('create role sylion_owner login createrole');
    const database = await client.query('select from pg_database where datname = $1', [databaseName]);
    if (database.rowCount === 0) await client.query(`create database ${databaseName} owner sylion_owner`);
  } finally {
    await client.end();
  }
}
