import { createDatabase, DatabaseUnavailable, type Database } from '@sylion/database';
import type { Logger } from '@sylion/runtime';
import { newId } from '@sylion/schemas';

import { createTestDatabase, seedTenant, waitUntil, type SeededTenant, type TestDatabase } from '../src/index.ts';
import { rowsOf, withClient } from './read-catalog.ts';

/** What `asTenant` and `asPlatform` promise about their transaction and about the pooled connection they leave behind. */
const logged: unknown[] = [];
const note = (...line: unknown[]): void => void logged.push(line);
const logger = { debug: note, info: note, warn: note, error: note, fatal: note, child: () => logger } as unknown as Logger;
let test: TestDatabase;
let a: SeededTenant;
let b: SeededTenant;
const open: Database[] = [];

beforeAll(async () => {
  test = await createTestDatabase();
  a = await seedTenant(connect(1));
  b = await seedTenant(connect(1));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((database) => database.close()));
});
afterAll(() => test.drop());

const connect = (poolSize: number): Database => {
  const database = createDatabase({ url: test.appUrl, applicationName: 'transactions', poolSize, logger, connectTimeoutMs: 400 });
  open.push(database);
  return database;
};
const tenantsSeen = ({ sql }: Pick<Parameters<Parameters<Database['asTenant']>[1]>[0], 'sql'>): Promise<string[]> =>
  sql
    .selectFrom('channels')
    .select('tenantId')
    .orderBy('tenantId')
    .execute()
    .then((rows) => rows.map(({ tenantId }) => tenantId));
const nameOf = (database: Database, { tenantId, assistantId }: SeededTenant): Promise<string> =>
  database.asTenant(
    tenantId,
    async ({ sql }) => (await sql.selectFrom('assistants').select('name').where('id', '=', assistantId).executeTakeFirstOrThrow()).name,
  );
const rename =
  (name: string) =>
  ({ sql }: Pick<Parameters<Parameters<Database['asTenant']>[1]>[0], 'sql'>) =>
    sql.updateTable('assistants').set({ name }).execute();

it('leaves nothing of its scope on the pooled connection', async () => {
  const database = connect(1);
  expect(await database.asTenant(a.tenantId, tenantsSeen)).toEqual([a.tenantId]);
  const left = await database.unscoped
    .selectNoFrom(({ fn, val }) => [
      fn<string>('current_setting', [val('app.tenant_id'), val(true)]).as('tenant'),
      fn<string>('current_setting', [val('role')]).as('role'),
    ])
    .executeTakeFirstOrThrow();
  expect(left).toEqual({ tenant: '', role: 'none' });
  await expect(database.unscoped.selectFrom('channels').selectAll().execute()).rejects.toMatchObject({ code: '42501' });
});

it('logs why somebody looks across tenants', async () => {
  expect(await connect(1).asPlatform('count the channels', tenantsSeen)).toEqual([a.tenantId, b.tenantId].sort());
  expect(logged).toContainEqual([{ reason: 'count the channels' }, 'platform scope']);
});

it.each(['', 'tenant', `${newId()}'; drop table tenants; --`, `${newId()}\n`])(
  'refuses %j as a tenant id before it talks to the database',
  async (tenantId) => {
    await expect(connect(1).asTenant(tenantId, tenantsSeen)).rejects.toThrow(TypeError);
  },
);

it('commits when the work returns and rolls back when it throws', async () => {
  const database = connect(1);
  await database.asTenant(a.tenantId, rename('Committed'));
  await expect(
    database.asTenant(a.tenantId, async (scope) => {
      await rename('Lost')(scope);
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  expect(await nameOf(database, a)).toBe('Committed');
});

it('does not take a transaction that a swallowed error aborted for a committed one', async () => {
  const database = connect(1);
  await database.asTenant(a.tenantId, rename('Before'));
  await expect(
    database.asTenant(a.tenantId, async (scope) => {
      await rename('After')(scope);
      await scope.sql
        .deleteFrom('usageRecords')
        .execute()
        .catch(() => undefined);
    }),
  ).rejects.toThrow('already aborted');
  expect(await nameOf(database, a)).toBe('Before');
});

it('surfaces what fails only at commit', async () => {
  await withClient(test.ownerUrl, (client) =>
    client.query(`
    create table late (id int unique deferrable initially deferred); grant select, insert on late to sylion_tenant`),
  );
  const database = connect(1);
  const insertTwice = database.asTenant(a.tenantId, async ({ sql }) =>
    sql
      .insertInto('late' as 'channels')
      .values([{ id: 1 }, { id: 1 }] as never)
      .execute(),
  );
  await expect(insertTwice).rejects.toMatchObject({ code: '23505' });
  expect(
    await database.asTenant(a.tenantId, ({ sql }) =>
      sql
        .selectFrom('late' as 'channels')
        .selectAll()
        .execute(),
    ),
  ).toEqual([]);
});

it('keeps many scopes apart on two connections', async () => {
  const database = connect(2);
  const seen = await Promise.all(
    Array.from({ length: 60 }, (_, index) => database.asTenant(index % 2 ? a.tenantId : b.tenantId, tenantsSeen)),
  );
  expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => [index % 2 ? a.tenantId : b.tenantId]));
});

it('keeps a scope inside another apart from it', async () => {
  const database = connect(2);
  const seen = await database.asTenant(a.tenantId, async (outer) => [
    await tenantsSeen(outer),
    await database.asTenant(b.tenantId, tenantsSeen),
    await tenantsSeen(outer),
  ]);
  expect(seen).toEqual([[a.tenantId], [b.tenantId], [a.tenantId]]);
});

it('fails in time instead of waiting for itself when a scope inside another finds no connection', async () => {
  const database = connect(1);
  await expect(database.asTenant(a.tenantId, () => database.asTenant(b.tenantId, tenantsSeen))).rejects.toThrow(DatabaseUnavailable);
  expect(await database.asTenant(b.tenantId, tenantsSeen)).toEqual([b.tenantId]);
});

it('survives a connection that dies inside a transaction, and does not say that it committed', async () => {
  const database = connect(1);
  await database.asTenant(a.tenantId, rename('Before the death'));
  await expect(
    database.asTenant(a.tenantId, async (scope) => {
      await rename('After the death')(scope);
      await killConnections();
      await waitUntil('the socket is closed', () =>
        scope.sql
          .selectFrom('channels')
          .select('id')
          .execute()
          .then(
            () => false,
            () => true,
          ),
      );
    }),
  ).rejects.toThrow();
  expect(await nameOf(database, a)).toBe('Before the death');
});

it('says that the database is unavailable when the connection dies under a statement', async () => {
  const database = connect(1);
  await expect(
    database.asTenant(a.tenantId, async (scope) => {
      await tenantsSeen(scope);
      await killConnections();
      return tenantsSeen(scope);
    }),
  ).rejects.toThrow(DatabaseUnavailable);
  await database.ping();
});

it('says so, too, when nobody listens', async () => {
  const nowhere = createDatabase({ url: 'postgres://sylion_app@127.0.0.1:1/none', applicationName: 'transactions', poolSize: 1, logger });
  await expect(nowhere.ping()).rejects.toThrow(DatabaseUnavailable);
  await expect(nowhere.asTenant(a.tenantId, tenantsSeen)).rejects.toThrow(DatabaseUnavailable);
  await nowhere.close();
});

const killConnections = (): Promise<unknown> =>
  withClient(test.superuserUrl, (client) =>
    rowsOf(
      client,
      `
  select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'transactions' and datname = current_database()`,
    ),
  );
