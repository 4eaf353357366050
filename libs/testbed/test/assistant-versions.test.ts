import fs from 'node:fs/promises';
import path from 'node:path';

import { createDatabase, findAssistant, findVersion, lockAssistant, publishAssistant } from '@sylion/database';
import { repositoryRoot } from '@sylion/launch/embedded';
import { createLogger } from '@sylion/runtime';
import { newId } from '@sylion/schemas';
import type pg from 'pg';

import { createTestDatabase, type TestDatabase } from '../src/index.ts';
import { rowsOf, withClient } from './read-catalog.ts';

/** What was there before there were versions, and what a previous version of the apps goes on doing beside this one. */
let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const [tenantId, assistantId, laterId, baseId] = [newId(), newId(), newId(), newId()];

it('assistants from before there were versions are published as version 1, with their knowledge bases', async () => {
  await withClient(test.superuserUrl, async (client) => {
    await client.query(undoing);
    await client.query(`insert into tenants (id, slug, name) values ($1, 'before', 'Before')`, [tenantId]);
    await client.query(`insert into knowledge_bases (tenant_id, id, name) values ($1, $2, 'Menu')`, [tenantId, baseId]);
    await insertAsBefore(client, assistantId);
    await client.query(`insert into assistant_knowledge_bases values ($1, $2, $3)`, [tenantId, assistantId, baseId]);
  });
  const migration = await fs.readFile(path.join(repositoryRoot, 'libs/database/migrations/0013_assistant_versions.sql'), 'utf8');
  await withClient(test.ownerUrl, (client) => client.query(`begin; ${migration}; commit`));

  const asTold = { instructions: 'Be kind.', temperature: 0.7, tools: [], knowledgeBaseIds: [baseId], language: 'end_user' };
  await inTenant(async (scope) => {
    expect(await findVersion(scope, assistantId, 1)).toMatchObject({ settings: asTold, publisherKind: 'system' });
    expect(await findAssistant(scope, assistantId)).toMatchObject({ publishedVersion: 1, published: asTold, hasUnpublishedChanges: false });
  });
  const unforced = await withClient(test.superuserUrl, (client) =>
    rowsOf(
      client,
      `select relname from pg_class where relrowsecurity and not relforcerowsecurity and relnamespace = 'public'::regnamespace`,
    ),
  );
  expect(unforced).toEqual([]);
});

it('an assistant that the previous version of the apps makes answers at once, and gets its first version with its first publication', async () => {
  await withClient(test.superuserUrl, (client) => insertAsBefore(client, laterId));
  await inTenant(async (scope) => {
    const assistant = await lockAssistant(scope, laterId);
    expect(assistant).toMatchObject({ publishedVersion: 0, published: { instructions: 'Be kind.', temperature: 0.7 } });
    const settings = { ...assistant!.draft, temperature: 0 };
    expect(await publishAssistant(scope, { assistantId: laterId, settings, note: null, by: { kind: 'system' } })).toBe(1);
    expect((await findVersion(scope, laterId, 1))?.settings).toMatchObject({ instructions: 'Be kind.', temperature: 0 });
  });
});

const insertAsBefore = (client: pg.Client, id: string) =>
  client.query(
    `insert into assistants (tenant_id, id, name, instructions, temperature, tools) values ($1, $2, 'A', 'Be kind.', 0.7, '{}')`,
    [tenantId, id],
  );

/** The schema as it was before the migration. */
const undoing = `
  drop table assistant_versions, playground_runs;
  alter table assistants drop column published_version, drop column published_at, drop column draft, drop column language,
    drop column texts, drop column business_hours, drop column hand_off_rules;
  alter table conversations drop column welcomed_at, drop column closed_notified_at, drop column unknown_count;
  alter table turns drop column assistant_version, alter column conversation_id set not null`;

async function inTenant(work: Parameters<ReturnType<typeof createDatabase>['asTenant']>[1]): Promise<void> {
  const logger = createLogger({ app: 'test', level: 'silent' });
  const database = createDatabase({ url: test.appUrl, applicationName: 'test', poolSize: 1, logger });
  try {
    await database.asTenant(tenantId, work);
  } finally {
    await database.close();
  }
}
