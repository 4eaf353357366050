import fs from 'node:fs/promises';
import path from 'node:path';

import { createHttpClient, createOperator, createPhone, openBusiness, openLibrary, type Business } from '@sylion/acceptance';
import { startGcsEmulator } from '@sylion/emulators';
import { startEmbeddedPostgres } from '@sylion/launch/embedded';
import { startStack, type Stack } from '@sylion/launch/stack';
import { createObjectArchive, type ObjectArchive } from '@sylion/storage';

import { backUp } from './back-up.ts';
import { createOwner } from './create-owner.ts';
import type { PostgresPrograms } from './postgres-client.ts';
import { restoreBackup } from './restore-backup.ts';

export interface DrillOptions {
  /** Is made, and removed in the end. */
  readonly folder: string;
  readonly programs: PostgresPrograms;
  /** How many end users have written before the disaster. */
  readonly conversations: number;
  readonly log: (line: string) => void;
}

export interface DrillResult {
  /** Of the restored database, each proven to be what was saved. */
  readonly rows: number;
  readonly objects: number;
  /** Messages that were unanswered in the backup. */
  readonly ended: number;
  /** What the restored document was asked for, and what the phone got. */
  readonly answer: string;
  /** Bubbles that the restored product sent to people who had not written again. */
  readonly uninvited: number;
}

const fact = 'Le dimanche, la boulangerie ouvre à 8 heures et ferme à 12 heures 30.';
const quiet = { SWEEP_INTERVAL_MS: '500' };

/**
 * Loses everything and gets it back: a business with conversations and a document is backed up while a message waits for its answer; its
 * Postgres, Redis and bucket are destroyed; the backup is restored into new ones; and the business goes on.
 */
export async function playDrill({ folder, programs, conversations, log }: DrillOptions): Promise<DrillResult> {
  const [lost, found, backups] = ['lost', 'found', 'backups'].map((name) => path.join(folder, name)) as [string, string, string];
  const before = await start(lost);
  let business: Business;
  let backup: string;
  try {
    log('a business with a document and conversations …');
    const platform = operatorOf(before);
    business = await openBusiness(platform, 'Answer from the library.');
    await (await openLibrary(business)).add('Horaires.md', `# Horaires\n\n${fact}\n`);
    for (let index = 0; index < conversations; index += 1) {
      const phone = createPhone(platform, business);
      await phone.says('Bonjour !');
      await phone.receives(1);
    }
    const waiting = createPhone(platform, business);
    await createHttpClient(before.emulators?.vertexControlUrl ?? '').send('POST', '/_control', { latencyMs: 8_000 });
    await waiting.says('Vous êtes ouverts le dimanche ?');
    log('backing up, while a message waits …');
    const superuser = superuserUrl(before.servers.ownerUrl);
    const archive = archiveAt(before.emulators?.gcsUrl ?? '');
    ({ backup } = await backUp({ databaseUrl: superuser, archive, folder: backups, programs, keepDays: 1, now: new Date() }));
  } finally {
    await before.stop();
  }
  log('destroying Postgres, Redis and the bucket …');
  await fs.mkdir(found, { recursive: true });
  // What an operator keeps in .env: without it nobody could read the channels' credentials.
  await fs.copyFile(path.join(lost, 'secrets.json'), path.join(found, 'secrets.json'));
  await fs.rm(lost, { recursive: true });
  log('restoring into an empty server and an empty bucket …');
  const restored = await restoreInto(found, backup, programs);
  const after = await start(found);
  try {
    const platform = operatorOf(after);
    await platform.whatsapp.send('POST', '/_control', {
      action: 'register-number',
      phoneNumberId: business.phoneNumberId,
      displayPhoneNumber: '+33100000000',
      wabaId: 'waba-restored',
      verifiedName: 'Shop',
    });
    log('asking the restored document …');
    const phone = createPhone(platform, business);
    await phone.says('À quelle heure ouvre la boulangerie le dimanche ?');
    const [bubble] = await phone.receives(1);
    // By now every sweeper has looked several times for what it might have to finish.
    const uninvited = await countUninvited(platform.whatsapp, phone.number);
    return { rows: restored.rows, objects: restored.objects, ended: restored.inbound, answer: bubble?.text ?? '', uninvited };
  } finally {
    await after.stop();
    await fs.rm(folder, { recursive: true });
  }
}

const start = (home: string): Promise<Stack> =>
  startStack({
    home,
    log: () => undefined,
    environment: { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS, ...quiet },
  });

function operatorOf(stack: Stack) {
  if (!stack.emulators) throw new Error('the drill needs the emulators');
  return createOperator(stack, stack.emulators);
}

const archiveAt = (gcsUrl: string): ObjectArchive => createObjectArchive({ bucket: 'sylion-local', project: 'local', apiEndpoint: gcsUrl });
const superuserUrl = (ownerUrl: string): string => Object.assign(new URL(ownerUrl), { username: 'postgres' }).toString();

/** A server that has never seen us, as its container makes it, and an empty bucket. */
async function restoreInto(home: string, backup: string, programs: PostgresPrograms) {
  const postgres = await startEmbeddedPostgres({ home: path.join(home, 'postgres'), durability: 'safe' });
  const gcs = await startGcsEmulator({ directory: path.join(home, 'objects') });
  try {
    const at = (username: string): string => Object.assign(new URL(postgres.superuserUrl), { username, pathname: '/sylion' }).toString();
    await createOwner(postgres.superuserUrl, 'owner', programs);
    await fetch(`${gcs.url}/storage/v1/b?project=local`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'sylion-local' }),
    });
    const urls = { databaseUrl: at('postgres'), ownerUrl: at('sylion_owner'), appUrl: at('sylion_app') };
    return await restoreBackup({ ...urls, archive: archiveAt(gcs.url), backup, programs });
  } finally {
    await gcs.stop();
    await postgres.stop();
  }
}

async function countUninvited(whatsapp: ReturnType<typeof createHttpClient>, invited: string): Promise<number> {
  const { entries } = await whatsapp.get<{ entries: readonly { kind: string; user?: string }[] }>('/_log?kind=outbound');
  return entries.filter(({ kind, user }) => kind === 'outbound' && user !== invited && user !== invited.slice(1)).length;
}
