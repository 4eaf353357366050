import path from 'node:path';

import { listBackups } from '../list-backups.ts';
import { restoreBackup } from '../restore-backup.ts';
import { readSettings } from './read-settings.ts';

const help = `docker compose run --rm backup node dist/restore.mjs [NAME]

Restores a backup into an empty database and the bucket, proves that it is what was saved, and ends what was under way. The apps must be stopped.

  NAME                  a folder below BACKUP_FOLDER; the newest by default
  BACKUP_DATABASE_URL   a role that may make roles and extensions, over a direct connection
  DATABASE_OWNER_URL, DATABASE_URL   their roles get the passwords in these
  and BACKUP_FOLDER, GOOGLE_CLOUD_PROJECT, GCS_BUCKET as for a backup`;

if (process.argv.includes('--help')) {
  console.log(help);
} else {
  try {
    const settings = readSettings();
    const name = process.argv[2];
    const backup =
      name === undefined ? (await listBackups(settings.BACKUP_FOLDER)).at(-1) : path.join(settings.BACKUP_FOLDER, path.basename(name));
    if (backup === undefined) throw new Error(`there is no backup in ${settings.BACKUP_FOLDER}`);
    const { rows, objects, inbound, outbound } = await restoreBackup({
      databaseUrl: settings.BACKUP_DATABASE_URL,
      ownerUrl: settings.DATABASE_OWNER_URL,
      appUrl: settings.DATABASE_URL,
      archive: settings.archive,
      programs: settings.programs,
      backup,
    });
    console.log(
      `${backup}: ${rows} rows and ${objects} objects restored; ${inbound} messages and ${outbound} bubbles were under way and are ended`,
    );
  } catch (error) {
    console.error(`restore: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
