import fs from 'node:fs/promises';
import path from 'node:path';

import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { Migrator, type Migration, type MigrationResult } from 'kysely/migration';
import pg from 'pg';

/** The pgvector release that production needs: older ones have CVE-2026-3172 and index corruption bugs (pgvector #959, #988, #993). */
export const safePgvector = '0.8.4';

const migrationsFolder = path.join(import.meta.dirname, '..', 'migrations');

export interface MigrateOptions {
  /** A role that may create tables and roles; never the app's. */
  readonly ownerUrl: string;
  /** The app's own URL: its role is created if it is missing and granted the two scopes. */
  readonly appUrl: string;
  readonly onProgress?: (line: string) => void;
}

/** Brings the schema up to date and lets the app's role into its scopes. Safe to run again and beside running apps. Returns the migrations run. */
export async function migrate({ ownerUrl, appUrl, onProgress = () => undefined }: MigrateOptions): Promise<string[]> {
  const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: ownerUrl, max: 1 }) }) });
  try {
    const migrator = new Migrator({ db: database, provider: { getMigrations: readMigrations } });
    const { error, results = [] } = await migrator.migrateToLatest();
    for (const result of results) onProgress(`${result.migrationName}: ${result.status}`);
    if (error) throw error;
    await admitApp(database, new URL(appUrl));
    return results.filter(wasRun).map((result) => result.migrationName);
  } finally {
    await database.destroy();
  }
}

/** The pgvector that is installed, or that the next migration would install, and whether production may run on it. */
export async function readPgvectorVersion(ownerUrl: string): Promise<{ version: string; isSafe: boolean }> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string }>(
      `select coalesce(installed_version, default_version) as version from pg_available_extensions where name = 'vector'`,
    );
    const version = rows[0]?.version ?? 'none';
    return { version, isSafe: version !== 'none' && version.localeCompare(safePgvector, 'en', { numeric: true }) >= 0 };
  } finally {
    await client.end();
  }
}

/** Of this checkout, in order. */
export const readMigrationNames = async (): Promise<string[]> => Object.keys(await readMigrations());

const wasRun = (result: MigrationResult): boolean => result.status === 'Success';

async function readMigrations(): Promise<Record<string, Migration>> {
  const entries = (await readMigrationFiles()).map(({ file, text }): [string, Migration] => {
    if (!/^-- breaking: (yes|no)\n/.test(text))
      throw new Error(`${file} must say "-- breaking: yes" or "-- breaking: no" in its first line`);
    return [path.basename(file, '.sql'), { up: async (db) => void (await db.executeQuery(CompiledQuery.raw(text))) }];
  });
  return Object.fromEntries(entries);
}

async function readMigrationFiles(): Promise<{ file: string; text: string }[]> {
  const files = (await fs.readdir(migrationsFolder)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(files.map(async (file) => ({ file, text: await fs.readFile(path.join(migrationsFolder, file), 'utf8') })));
}

/** The extensions that the migrations create, sorted; a server may have more of them in every new database. */
export async function readRequiredExtensions(): Promise<string[]> {
  const texts = (await readMigrationFiles()).map(({ text }) => text);
  return [
    ...new Set(texts.flatMap((text) => [...text.matchAll(/^create extension if not exists (\w+)/gim)].map(([, name = '']) => name))),
  ].sort();
}

/** NOINHERIT: the app's role has no rights of its own and must step into a scope to see anything. */
async function admitApp(database: Kysely<unknown>, appUrl: URL): Promise<void> {
  const role = quoteIdentifier(decodeURIComponent(appUrl.username));
  const password = decodeURIComponent(appUrl.password);
  const secret = password ? ` password ${quoteLiteral(password)}` : '';
  const name = quoteLiteral(decodeURIComponent(appUrl.username));
  await database.executeQuery(
    CompiledQuery.raw(`do $$ begin
    if not exists (select from pg_roles where rolname = ${name}) then create role ${role} login noinherit${secret}; end if;
  exception when duplicate_object or unique_violation then null; end $$`),
  );
  const { rows } = await database.executeQuery<{ is_member: boolean }>(
    CompiledQuery.raw(
      `select pg_has_role(${name}, 'sylion_tenant', 'member') and pg_has_role(${name}, 'sylion_platform', 'member') as is_member`,
    ),
  );
  if (!rows[0]?.is_member) await database.executeQuery(CompiledQuery.raw(`grant sylion_tenant, sylion_platform to ${role}`));
}

const quoteIdentifier = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const quoteLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`;
