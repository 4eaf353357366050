import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import { findPostgresClient } from '../find-postgres-client.ts';
import { playDrill } from '../play-drill.ts';

const help = `npm run drill [-- --help]

Loses everything and gets it back, on this machine: a business with 20 conversations and a document is backed up, its Postgres, Redis and
bucket are destroyed, the backup is restored into new ones, and the business goes on. Exit code 1 when anything is not as it was.

  --help   this text`;

const log = (line: string): void => console.log(`[drill] ${line}`);

if (process.argv.includes('--help')) {
  console.log(help);
} else {
  const folder = path.join(repositoryRoot, '.local/drill', String(process.pid));
  const { rows, objects, ended, answer, uninvited } = await playDrill({
    folder,
    programs: await findPostgresClient(log),
    conversations: 20,
    log,
  });
  log(`${rows} rows and ${objects} objects are what they were; ${ended} waiting message ended, ${uninvited} answered twice`);
  log(`asked for the hours on Sunday, the restored document answers: ${answer}`);
  process.exitCode = answer.includes('8 heures') && uninvited === 0 && ended === 1 ? 0 : 1;
}
