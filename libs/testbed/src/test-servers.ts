import fs from 'node:fs/promises';
import path from 'node:path';

import pg from 'pg';

import { migrate } from '@sylion/database';
import {
  repositoryRoot,
  startEmbeddedPostgres,
  startEmbeddedRedis,
  type EmbeddedPostgres,
  type EmbeddedRedis,
} from '@sylion/launch/embedded';

import { appUrlOf, ownerUrlOf, templateDatabase } from './test-urls.ts';

interface TestServers {
  readonly home: string;
  readonly postgres: EmbeddedPostgres;
  readonly redis: EmbeddedRedis;
}

let servers: TestServers | undefined;

/** Starts a real Postgres and a real Redis of this run's own, and migrates the template that every test file clones. */
export async function startTestServers(): Promise<void> {
  const home = path.join(repositoryRoot, '.local', 'test', String(process.pid));
  const [postgres, redis] = await Promise.all([
    startEmbeddedPostgres({ home: path.join(home, 'postgres'), durability: 'fast', log: report }),
    startEmbeddedRedis({ home: path.join(home, 'redis'), log: report }),
  ]);
  servers = { home, postgres, redis };
  process.env['TEST_POSTGRES_URL'] = postgres.superuserUrl;
  process.env['TEST_REDIS_URL'] = redis.url;
  process.env['METADATA_SERVER_DETECTION'] = 'none';
  const client = new pg.Client({ connectionString: postgres.superuserUrl });
  await client.connect();
  await client.query('create role sylion_owner login createrole');
  await client.query(`create database ${templateDatabase} owner sylion_owner`);
  await client.end();
  await migrate({ ownerUrl: ownerUrlOf(templateDatabase), appUrl: appUrlOf(templateDatabase) });
}

export async function stopTestServers(): Promise<void> {
  if (!servers) return;
  await Promise.all([servers.postgres.stop(), servers.redis.stop()]);
  await fs.rm(servers.home, { recursive: true, force: true });
}

const report = (line: string): void => void process.stderr.write(`${line}\n`);
