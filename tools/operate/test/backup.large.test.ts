import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { createDatabase, createTenant, describeDatabase, migrate } from '@sylion/database';
import { startGcsEmulator, type GcsEmulator } from '@sylion/emulators';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@sylion/launch/embedded';
import { createLogger } from '@sylion/runtime';
import { newId } from '@sylion/schemas';
import { createObjectArchive, createObjectStore, type ObjectArchive } from '@sylion/storage';

import { backUp } from '../src/backup/back-up.ts';
import { readDescription } from '../src/backup/backup-files.ts';
import { createOwner } from '../src/backup/create-owner.ts';
import { findPostgresClient } from '../src/backup/find-postgres-client.ts';
import { chooseExpired } from '../src/backup/list-backups.ts';
import type { PostgresPrograms } from '../src/backup/postgres-client.ts';
import { restoreBackup } from '../src/backup/restore-backup.ts';

const logger = createLogger({ app: 'test', level: 'silent' });
const at = ({ superuserUrl }: EmbeddedPostgres, username: string): string =>
  Object.assign(new URL(superuserUrl), { username, pathname: '/sylion' }).toString();
const tenantId = newId();

let folder: string;
let backups: string;
let programs: PostgresPrograms;
let gcs: GcsEmulator;
let servers: EmbeddedPostgres[] = [];
let source: EmbeddedPostgres;
const archiveOf = (bucket: string): ObjectArchive => createObjectArchive({ bucket, project: 'p', apiEndpoint: gcs.url });
const storeOf = (bucket: string) => createObjectStore({ bucket, project: 'p', apiEndpoint: gcs.url });

/** A cluster that has never seen us, with an empty database and its owner. */
async function startServer(name: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ home: path.join(folder, name), durability: 'fast' });
  servers = [...servers, server];
  await createOwner(server.superuserUrl, 'owner', programs);
  return server;
}

const backUpNow = (now: Date) =>
  backUp({ databaseUrl: at(source, 'postgres'), archive: archiveOf('before'), folder: backups, programs, keepDays: 14, now });
const restoreInto = (server: EmbeddedPostgres, backup: string, bucket: string) =>
  restoreBackup({
    databaseUrl: at(server, 'postgres'),
    ownerUrl: at(server, 'sylion_owner'),
    appUrl: at(server, 'sylion_app'),
    archive: archiveOf(bucket),
    backup,
    programs,
  });

beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'sylion-backup-'));
  await fs.chmod(folder, 0o755); // started by root, the server runs as somebody else
  backups = path.join(folder, 'backups');
  [programs, gcs] = await Promise.all([findPostgresClient(() => undefined), startGcsEmulator()]);
  source = await startServer('source');
  await migrate({ ownerUrl: at(source, 'sylion_owner'), appUrl: at(source, 'sylion_app') });
  const database = createDatabase({ url: at(source, 'sylion_app'), applicationName: 'test', poolSize: 1, logger });
  await database.asPlatform('seed', (scope) => createTenant(scope, { id: tenantId, slug: 'shop', name: 'Épicerie', defaultLocale: 'fr' }));
  await database.close();
  await storeOf('before').ensureBucket();
  await storeOf('before').write(tenantId, 'documents/1/été 2026.pdf', Buffer.from('%PDF'), { contentType: 'application/pdf' });
}, 240_000);

afterAll(async () => {
  await Promise.all([...servers.map((server) => server.stop()), gcs.stop()]);
  await fs.rm(folder, { recursive: true, force: true });
});

describe('a backup', () => {
  it('is restored into a server and a bucket that have never seen us: rows, guards, roles and objects are what they were', async () => {
    const { backup, objects } = await backUpNow(new Date());
    expect(objects).toBe(1);
    const target = await startServer('target');
    await storeOf('after').ensureBucket();
    await expect(restoreInto(target, backup, 'after')).resolves.toMatchObject({ objects: 1, inbound: 0, outbound: 0 });

    const restored = await describeDatabase(at(target, 'postgres'));
    expect(restored).toEqual(await describeDatabase(at(source, 'postgres')));
    expect(restored.tables['tenants']).toMatchObject({ rows: 1 });
    expect(Object.keys(restored.guarded)).toEqual(expect.arrayContaining(['messages', 'tenants', 'knowledge_chunks']));
    expect(restored.roles['sylion_app']).toEqual(['login', 'acts as sylion_platform', 'acts as sylion_tenant']);
    expect(Object.values(restored.roles).flat()).not.toEqual(expect.arrayContaining([expect.stringMatching(/superuser|bypassrls/)]));
    const [object] = await Array.fromAsync(archiveOf('after').list());
    expect(object).toMatchObject({ name: `tenants/${tenantId}/documents/1/été 2026.pdf`, sizeBytes: 4, contentType: 'application/pdf' });

    const app = createDatabase({ url: at(target, 'sylion_app'), applicationName: 'test', poolSize: 1, logger });
    await app.asPlatform('another', (scope) => createTenant(scope, { id: newId(), slug: 'second', name: 'Second', defaultLocale: 'fr' }));
    await app.close();
    await expect(restoreInto(target, backup, 'after')).rejects.toThrow(/into an empty one only/);
  }, 60_000);

  it('costs what is new since the last one, and the last one stays whole when it goes', async () => {
    const [first = '', second = ''] = [
      await backUpNow(new Date('2031-01-01T00:00:00Z')),
      await backUpNow(new Date('2031-01-02T00:00:00Z')),
    ].map(({ backup }) => backup);
    const object = `objects/tenants/${tenantId}/documents/1/été 2026.pdf`;
    expect((await fs.stat(path.join(first, object))).ino).toBe((await fs.stat(path.join(second, object))).ino);
    await fs.rm(first, { recursive: true });
    expect(await fs.readFile(path.join(second, object), 'utf8')).toBe('%PDF');
  });

  it.each([
    ['a changed byte', (backup: string) => fs.appendFile(path.join(backup, 'database.dump'), 'x'), /damaged: database.dump/],
    ['a missing object', (backup: string) => fs.rm(path.join(backup, 'objects/tenants'), { recursive: true }), /damaged: objects\/tenants/],
  ])('with %s is refused before anything is touched', async (_what, damage, message) => {
    const { backup } = await backUpNow(new Date('2032-01-01T00:00:00Z'));
    await damage(backup);
    await expect(restoreInto(source, backup, 'before')).rejects.toThrow(message);
    await fs.rm(backup, { recursive: true });
  });

  it('says what it holds', async () => {
    const { backup } = await backUpNow(new Date('2033-01-01T00:00:00Z'));
    expect((await readDescription(backup)).tables['tenants']).toEqual({ rows: 1, checksum: expect.stringMatching(/^-?\d+$/) });
    expect((await fs.readdir(backup)).sort()).toEqual(['SHA256SUMS', 'database.dump', 'database.json', 'objects', 'objects.jsonl']);
    expect((await fs.stat(backup)).mode & 0o777).toBe(0o700);
  });
});

it('backups go when they have been kept long enough, but never the last one', () => {
  const names = ['2026-01-01T02-00-00-000Z', '2026-01-09T02-00-00-000Z', '2026-01-10T02-00-00-000Z'].map((name) => `/backups/${name}`);
  expect(chooseExpired(names, 7, new Date('2026-01-10T03:00:00Z'))).toEqual([names[0]]);
  expect(chooseExpired(names.slice(0, 1), 7, new Date('2027-01-01T00:00:00Z'))).toEqual([]);
});
