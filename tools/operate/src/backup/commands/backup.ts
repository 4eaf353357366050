import { backUp } from '../back-up.ts';
import { readSettings } from './read-settings.ts';

const help = `docker compose run --rm backup

Saves Postgres and the bucket into a new folder below BACKUP_FOLDER, and removes backups older than BACKUP_KEEP_DAYS. Safe beside running apps.

  BACKUP_DATABASE_URL   a role that row-level security does not hold back, over a direct connection
  BACKUP_FOLDER         where backups lie
  BACKUP_KEEP_DAYS      how long they are kept, 14 by default
  and GOOGLE_CLOUD_PROJECT, GCS_BUCKET as the apps have them`;

if (process.argv.includes('--help')) {
  console.log(help);
} else {
  try {
    const { BACKUP_DATABASE_URL: databaseUrl, BACKUP_FOLDER: folder, BACKUP_KEEP_DAYS: keepDays, archive, programs } = readSettings();
    const { backup, objects, removed } = await backUp({ databaseUrl, archive, folder, programs, keepDays, now: new Date() });
    console.log(`${backup}: the database and ${objects} objects; ${removed.length} older removed`);
  } catch (error) {
    console.error(`backup: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
