import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';

import { createDatabase, describeDatabase, differencesOf, prepareRestore, settleRestored, type Settled } from '@sylion/database';
import { createLogger } from '@sylion/runtime';
import type { ObjectArchive } from '@sylion/storage';

import { backupFiles, checkSums, objectFile, readDescription, readObjects } from './backup-files.ts';
import { runPostgresClient, type PostgresPrograms } from './postgres-client.ts';

export interface RestoreOptions {
  /** Of the empty database, as a role that may make roles and extensions and that row-level security does not hold back. */
  readonly databaseUrl: string;
  /** The apps' own URL, and the owner's: their roles get these passwords. */
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly archive: ObjectArchive;
  /** One of the folders that backUp made. */
  readonly backup: string;
  readonly programs: PostgresPrograms;
}

/**
 * Restores a backup into an empty database and a bucket, proves that all is there as it was (every row, who may see it, every role's rights),
 * and ends what was under way when the backup was made, so that nothing is answered twice. To be done before an app starts.
 * @throws {Error} when the backup is damaged, the database is not empty, or what came out is not what went in
 */
export async function restoreBackup(options: RestoreOptions): Promise<Settled & { readonly rows: number; readonly objects: number }> {
  const { databaseUrl, appUrl, ownerUrl, backup, programs } = options;
  await checkSums(backup);
  const expected = await readDescription(backup);
  await prepareRestore({ adminUrl: databaseUrl, roles: expected.roles, loginUrls: [ownerUrl, appUrl] });
  await restoreDump(programs('pg_restore'), databaseUrl, path.join(backup, backupFiles.dump));
  const differences = differencesOf(expected, await describeDatabase(databaseUrl));
  if (differences.length > 0) throw new Error(`the restored database is not the one that was saved:\n${differences.join('\n')}`);
  const objects = await readObjects(backup);
  for (const object of objects) await options.archive.write(object, createReadStream(objectFile(backup, object.name)));
  const database = createDatabase({
    url: appUrl,
    applicationName: 'restore',
    poolSize: 1,
    logger: createLogger({ app: 'restore', level: 'error' }),
  });
  try {
    const settled = await settleRestored(database);
    const rows = Object.values(expected.tables).reduce((sum, table) => sum + table.rows, 0);
    return { ...settled, rows, objects: objects.length };
  } finally {
    await database.close();
  }
}

/** All or nothing. The schema itself is there in every database; its rights are restored. */
async function restoreDump(program: readonly string[], url: string, dump: string): Promise<void> {
  const contents = await runPostgresClient(program, url, ['--list', dump]);
  const wanted = contents.split('\n').filter((line) => !/^\d+; \d+ \d+ (SCHEMA - public|COMMENT - SCHEMA public)\b/.test(line));
  const list = path.join(await fs.mkdtemp(path.join(process.env.TMPDIR ?? '/tmp', 'sylion-restore-')), 'contents');
  try {
    await fs.writeFile(list, wanted.join('\n'));
    const { pathname } = new URL(url);
    const words = [`--dbname=${decodeURIComponent(pathname.slice(1))}`, `--use-list=${list}`, '--single-transaction', '--exit-on-error'];
    await runPostgresClient(program, url, [...words, '--no-password', dump]);
  } finally {
    await fs.rm(path.dirname(list), { recursive: true });
  }
}
