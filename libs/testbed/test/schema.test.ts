import fs from 'node:fs/promises';
import path from 'node:path';

import { dumpSchema, migrate } from '@sylion/database';
import { repositoryRoot } from '@sylion/launch/embedded';

import { createTestDatabase, type TestDatabase } from '../src/index.ts';
import { rowsOf, withClient } from './read-catalog.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

it('the committed schema.sql is what the migrations make (npm run schema writes it)', async () => {
  expect(await fs.readFile(path.join(repositoryRoot, 'libs/database/schema.sql'), 'utf8')).toBe(await dumpSchema(test.ownerUrl));
});

it('schema.sql alone makes the same schema', async () => {
  const schema = await dumpSchema(test.ownerUrl);
  await inEmptyDatabase(async ({ ownerUrl }) => {
    await withClient(ownerUrl, (client) => client.query(schema));
    expect(await dumpSchema(ownerUrl)).toBe(schema);
  });
});

it('migrating again runs nothing and changes nothing', async () => {
  const before = await dumpSchema(test.ownerUrl);
  await expect(migrate({ ownerUrl: test.ownerUrl, appUrl: test.appUrl })).resolves.toEqual([]);
  expect(await dumpSchema(test.ownerUrl)).toBe(before);
});

it('migrations beside each other run each migration once', async () => {
  await inEmptyDatabase(async ({ ownerUrl, appUrl }) => {
    const runs = await Promise.all(Array.from({ length: 4 }, () => migrate({ ownerUrl, appUrl })));
    expect(runs.flat()).toEqual(await migrationNames());
    expect(await dumpSchema(ownerUrl)).toBe(await dumpSchema(test.ownerUrl));
  });
});

it('a migration that fails leaves nothing of itself and says which one it was', async () => {
  await inEmptyDatabase(async ({ ownerUrl, appUrl }) => {
    await withClient(ownerUrl, (client) => client.query('create table assistants (in_the_way int)'));
    const lines: string[] = [];
    await expect(migrate({ ownerUrl, appUrl, onProgress: (line) => lines.push(line) })).rejects.toMatchObject({ code: '42P07' });
    expect(lines).toContain('0002_assistants_and_channels: Error');
    await withClient(ownerUrl, async (client) => {
      expect(await rowsOf(client, `select to_regclass('channels') as channels`)).toEqual([{ channels: null }]);
      await client.query('drop table assistants');
    });
    await expect(migrate({ ownerUrl, appUrl })).resolves.toContain('0002_assistants_and_channels');
    expect(await dumpSchema(ownerUrl)).toBe(await dumpSchema(test.ownerUrl));
  });
});

it('every migration says in its first line whether it breaks the version that is serving', async () => {
  const folder = path.join(repositoryRoot, 'libs/database/migrations');
  for (const name of await migrationNames()) {
    const [firstLine] = (await fs.readFile(path.join(folder, `${name}.sql`), 'utf8')).split('\n');
    expect([name, firstLine]).toEqual([name, expect.stringMatching(/^-- breaking: (yes|no)$/)]);
  }
});

const migrationNames = async (): Promise<string[]> =>
  (await fs.readdir(path.join(repositoryRoot, 'libs/database/migrations')))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => path.basename(file, '.sql'))
    .sort();

/** A database of the same server without any table of ours, dropped in the end. */
async function inEmptyDatabase(work: (urls: { ownerUrl: string; appUrl: string }) => Promise<void>): Promise<void> {
  const name = `empty_${path.basename(new URL(test.ownerUrl).pathname)}`;
  const urlIn = (url: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  await withClient(test.superuserUrl, (client) => client.query(`create database ${name} owner sylion_owner`));
  try {
    await work({ ownerUrl: urlIn(test.ownerUrl), appUrl: urlIn(test.appUrl) });
  } finally {
    await withClient(test.superuserUrl, (client) => client.query(`drop database ${name} with (force)`));
  }
}
