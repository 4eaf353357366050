import fs from 'node:fs/promises';
import path from 'node:path';

import { describeDatabase } from '@sylion/database';
import type { ObjectArchive } from '@sylion/storage';

import { backupFiles, writeSums } from './backup-files.ts';
import { chooseExpired, listBackups } from './list-backups.ts';
import { runPostgresClient, type PostgresPrograms } from './postgres-client.ts';
import { saveObjects } from './save-objects.ts';

export interface BackUpOptions {
  /** Of a role that row-level security does not hold back; a direct connection, not a pooler's. */
  readonly databaseUrl: string;
  readonly archive: ObjectArchive;
  /** Where backups lie. */
  readonly folder: string;
  readonly programs: PostgresPrograms;
  readonly keepDays: number;
  readonly now: Date;
}

/**
 * Makes a backup: the database as it is at one moment, then the objects, so that every object that a row names is there or was removed since.
 * It appears under its name when it is complete and summed; then those that are older than `keepDays` go.
 */
export async function backUp({ databaseUrl, archive, folder, programs, keepDays, now }: BackUpOptions): Promise<{
  readonly backup: string;
  readonly objects: number;
  readonly removed: readonly string[];
}> {
  const backups = await listBackups(folder);
  const backup = path.join(folder, now.toISOString().replace(/[:.]/g, '-'));
  const unfinished = `${backup}.unfinished`;
  await fs.mkdir(unfinished, { recursive: true, mode: 0o700 });
  const description = await describeDatabase(databaseUrl, async (snapshot) => {
    const file = path.join(unfinished, backupFiles.dump);
    // Our schema only: at Supabase there are others, which are not ours to restore.
    const words = ['--format=custom', '--schema=public', `--snapshot=${snapshot}`, `--file=${file}`, '--no-password'];
    await runPostgresClient(programs('pg_dump'), databaseUrl, words);
  });
  await fs.writeFile(path.join(unfinished, backupFiles.description), `${JSON.stringify(description, null, 2)}\n`);
  const objects = await saveObjects(archive, unfinished, backups.at(-1));
  await writeSums(unfinished);
  await fs.rename(unfinished, backup);
  const removed = chooseExpired([...backups, backup], keepDays, now);
  for (const expired of removed) await fs.rm(expired, { recursive: true });
  return { backup, objects, removed };
}
