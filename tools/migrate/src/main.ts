import { migrate, readPgvectorVersion } from '@sylion/database';

import { judgePgvector } from './judge-pgvector.ts';

const help = `npm run migrate [-- --help]

Brings the database up to date: runs the migrations that it has not seen yet, and makes the app's login role if there is none.
Safe to run again, beside running apps, and beside another run. With NODE_ENV=production it refuses a pgvector with known defects.

  DATABASE_OWNER_URL   postgres:// URL of a role that may create tables and roles; no app ever gets it
  DATABASE_URL         postgres:// URL that the apps log in with
  --help               this text`;

if (process.argv.includes('--help')) {
  console.log(help);
} else {
  try {
    await run();
  } catch (error) {
    console.error(`migrate: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

async function run(): Promise<void> {
  const { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: appUrl, NODE_ENV: mode } = process.env;
  if (!ownerUrl || !appUrl) throw new Error(`set DATABASE_OWNER_URL and DATABASE_URL.\n\n${help}`);
  const verdict = judgePgvector(await readPgvectorVersion(ownerUrl), mode === 'production');
  if (verdict?.isRefusal) throw new Error(verdict.text);
  if (verdict) console.error(`migrate: warning: ${verdict.text}`);
  const names = await migrate({ ownerUrl, appUrl, onProgress: (line) => console.log(line) });
  console.log(names.length === 0 ? 'already up to date' : `${names.length} migration${names.length === 1 ? '' : 's'} run`);
}
