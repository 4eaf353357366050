import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

import type pg from 'pg';

import { migrate } from '@sylion/database';
import { repositoryRoot } from '@sylion/launch/embedded';

import { withClient } from './with-client.ts';

export interface BenchDatabase {
  readonly name: string;
  /** The app's login role, as in production: held by row-level security. */
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly superuserUrl: string;
  /** Whether this part was loaded before. */
  isLoaded(part: string): Promise<boolean>;
  markLoaded(part: string): Promise<void>;
}

export interface BenchDatabaseOptions {
  readonly name: string;
  readonly superuserUrl: string;
  /** What its content was made from; a database with another content is dropped. */
  readonly version: string;
  /** Whether it gets our schema, which then is part of what its content was made from. */
  readonly isMigrated: boolean;
  /** Drops what was there. */
  readonly fresh: boolean;
}

/** A database that is kept from run to run as long as its content would be made the same way. */
export async function openBenchDatabase({ name, superuserUrl, version, isMigrated, fresh }: BenchDatabaseOptions): Promise<BenchDatabase> {
  const urls = urlsOf(superuserUrl, name);
  const fingerprint = isMigrated ? `${version} ${await hashKnowledgeMigrations()}` : version;
  const isKept = !fresh && (await readFingerprint(superuserUrl, name)) === fingerprint;
  if (!isKept) await createDatabase(superuserUrl, name);
  if (isMigrated) await migrate(urls); // also what is kept: it may lack migrations that do not touch its content
  if (!isKept) {
    await withClient(urls.superuserUrl, (client) =>
      client.query(
        `create schema bench; create table bench.loaded (part text primary key); comment on database ${name} is '${fingerprint}'`,
      ),
    );
  }
  return benchDatabase(superuserUrl, name);
}

/** A copy, file by file, of a database that nobody is connected to; any former copy is dropped. */
export async function cloneBenchDatabase(superuserUrl: string, { name }: BenchDatabase, role: string): Promise<BenchDatabase> {
  const clone = `bench_clone_${role}`;
  await dropBenchDatabase(superuserUrl, clone);
  await withClient(superuserUrl, (client) =>
    client.query(`create database ${clone} template ${name} strategy file_copy owner sylion_owner`),
  );
  return benchDatabase(superuserUrl, clone);
}

function benchDatabase(superuserUrl: string, name: string): BenchDatabase {
  const urls = urlsOf(superuserUrl, name);
  const inDatabase = <Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> => withClient(urls.superuserUrl, work);
  return {
    name,
    ...urls,
    isLoaded: (part) =>
      inDatabase(async (client) => (await client.query('select from bench.loaded where part = $1', [part])).rowCount === 1),
    markLoaded: (part) => inDatabase(async (client) => void (await client.query('insert into bench.loaded values ($1)', [part]))),
  };
}

function urlsOf(superuserUrl: string, name: string): { superuserUrl: string; ownerUrl: string; appUrl: string } {
  const as = (user: string): string => Object.assign(new URL(superuserUrl), { username: user, pathname: `/${name}` }).toString();
  return { superuserUrl: as('postgres'), ownerUrl: as('sylion_owner'), appUrl: as('sylion_app') };
}

export async function dropBenchDatabase(superuserUrl: string, name: string): Promise<void> {
  await withClient(superuserUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
}

/** Written last, so that a database that was left half-made has none. */
async function readFingerprint(superuserUrl: string, name: string): Promise<string | undefined> {
  return withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<{ fingerprint: string | null }>(
      `select shobj_description(oid, 'pg_database') as fingerprint from pg_database where datname = $1`,
      [name],
    );
    return rows[0]?.fingerprint ?? undefined;
  });
}

async function createDatabase(superuserUrl: string, name: string): Promise<void> {
  await dropBenchDatabase(superuserUrl, name);
  await withClient(superuserUrl, async (client) => {
    const owner = await client.query(`select from pg_roles where rolname = 'sylion_owner'`);
    if (owner.rowCount === 0) await client.query('create role sylion_owner login createrole');
    await client.query(`create database ${name} owner sylion_owner`);
  });
}

/** Of the migrations that say how a corpus is stored and searched. */
async function hashKnowledgeMigrations(): Promise<string> {
  const folder = path.join(repositoryRoot, 'libs/database/migrations');
  const hash = createHash('sha256');
  for (const file of (await fs.readdir(folder)).sort()) {
    const text = await fs.readFile(path.join(folder, file), 'utf8');
    if (/knowledge_(chunk|vector|term)/.test(text)) hash.update(text);
  }
  return hash.digest('hex').slice(0, 16);
}
