import { createDatabase, type Database, type TenantScope } from '@sylion/database';
import { createLogger } from '@sylion/runtime';
import { newId } from '@sylion/schemas';

import { createTestDatabase, type TestDatabase } from '../src/index.ts';
import { fillTenant, type FilledTenant, type Row } from './fill-tenant.ts';
import { readCatalog, rowsOf, withClient, type Catalog } from './read-catalog.ts';

/** Nothing crosses tenants (DESIGN §4.6): two tenants with a row in every tenant table, whatever tables there are today. */
const [tenantA, tenantB] = [newId(), newId()];
const denied = '42501';
let test: TestDatabase;
let catalog: Catalog;
let rowsOfA: FilledTenant;
let rowsOfB: FilledTenant;
let database: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  catalog = await readCatalog(test.ownerUrl);
  await withClient(test.superuserUrl, async (client) => {
    rowsOfA = await fillTenant(client, catalog, tenantA);
    rowsOfB = await fillTenant(client, catalog, tenantB);
  });
  database = createDatabase({
    url: test.appUrl,
    applicationName: 'isolation',
    poolSize: 2,
    logger: createLogger({ app: 'test', level: 'silent' }),
  });
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

it('covers every table that carries a tenant', () => {
  expect([...rowsOfA.keys()].sort()).toEqual([...catalog.tenantTables].sort());
  expect(catalog.tenantTables).toEqual(
    expect.arrayContaining(['tenants', 'channels', 'conversations', 'messages', 'turns', 'usage_records', 'knowledge_chunks']),
  );
});

describe('as tenant B', () => {
  it('a statement whose WHERE clause was left out sees exactly the rows of B', async () => {
    expect(await inEveryTable((table) => database.asTenant(tenantB, async (scope) => ownersOf(await selectAll(scope, table))))).toEqual(
      everyTable([tenantB]),
    );
  });

  it('no row of A is found by its key', async () => {
    expect(await inEveryTable((table) => asTenantB(`select from ${table} where ${isRow(table, rowsOfA)}`))).toEqual(everyTable(0));
  });

  it('no row of A can be changed or deleted by its key', async () => {
    const before = await statesOf(tenantA);
    const updated = await inEveryTable((table) =>
      asTenantB(`update ${table} set ${firstColumn(table)} = ${firstColumn(table)} where ${isRow(table, rowsOfA)}`),
    );
    const deleted = await inEveryTable((table) => asTenantB(`delete from ${table} where ${isRow(table, rowsOfA)}`));
    expect(allowed(updated)).toEqual(everyTable(0, allowed(updated)));
    expect(allowed(deleted)).toEqual(everyTable(0, allowed(deleted)));
    expect(await statesOf(tenantA)).toEqual(before);
  });

  it('an update or a delete of everything touches nothing but rows of B', async () => {
    const before = await statesOf(tenantA);
    const own = await inEveryTable((table) => asTenantB(`select from ${table}`)); // triggers write rows of their own
    const updated = allowed(await inEveryTable((table) => asTenantB(`update ${table} set ${firstColumn(table)} = ${firstColumn(table)}`)));
    expect(own).toMatchObject(updated);
    expect(updated).toHaveProperty('messages');
    const deleted = await deleteEverythingAsTenantB();
    expect(deleted).toEqual(everyTable(1, deleted));
    expect(deleted).toHaveProperty('message_media');
    expect(await statesOf(tenantA)).toEqual(before);
  });

  it('no row can be put into A, nor moved there', async () => {
    expect(
      await inEveryTable(async (table) => [
        await asTenantB(insertOf(table, rowsOfA)),
        table === 'tenants' ? denied : await asTenantB(`update ${table} set tenant_id = '${tenantA}' where ${isRow(table, rowsOfB)}`),
      ]),
    ).toEqual(everyTable([denied, denied]));
  });
});

it('no row of B can refer to a row of A, not even when the platform writes it', async () => {
  const linked: string[] = [];
  for (const key of catalog.foreignKeys.filter(({ target }) => catalog.tenantTables.includes(target))) {
    const own = key.columns.filter((name) => name !== 'tenant_id');
    const changes = own.map((name) => `"${name}" = ${literal(rowsOfA.get(key.table)?.[name])}`);
    if (own.some((name) => rowsOfA.get(key.table)?.[name] == null)) linked.push(`${key.name} was not filled`);
    if (changes.length === 0) continue;
    const outcome = await as('sylion_platform', '', `update ${key.table} set ${changes.join(', ')} where ${isRow(key.table, rowsOfB)}`);
    if (outcome !== '23503') linked.push(`${key.table}.${key.name}: ${outcome}`);
  }
  expect(linked).toEqual([]);
});

describe('without a scope', () => {
  it('the login role may not even look', async () => {
    expect(await inEveryTable((table) => as(undefined, '', `select from ${table}`))).toEqual(everyTable(denied));
  });

  it('the tenant role without a tenant sees nothing', async () => {
    expect(await inEveryTable((table) => as('sylion_tenant', '', `select from ${table}`))).toEqual(everyTable(0));
  });

  it('the owner of the tables sees nothing either: row-level security is forced', async () => {
    const counts = await withClient(test.ownerUrl, async (client) =>
      inEveryTable(async (table) => (await client.query(`select from ${table}`)).rowCount),
    );
    expect(counts).toEqual(everyTable(0));
  });
});

it('the platform scope sees every tenant', async () => {
  expect(await inEveryTable((table) => database.asPlatform('a test', async (scope) => ownersOf(await selectAll(scope, table))))).toEqual(
    everyTable([tenantA, tenantB].sort()),
  );
});

const everyTable = <Expected>(expected: Expected, among: object = everyTableByName()): Record<string, Expected> =>
  Object.fromEntries(Object.keys(among).map((table) => [table, expected]));
const everyTableByName = (): Record<string, true> => Object.fromEntries(catalog.tenantTables.map((table) => [table, true]));
/** Without the tables on which the role has no such privilege at all. */
const allowed = (outcomes: Record<string, number | string>): Record<string, number | string> =>
  Object.fromEntries(Object.entries(outcomes).filter(([, outcome]) => outcome !== denied));

async function inEveryTable<Outcome>(look: (table: string) => Promise<Outcome>): Promise<Record<string, Outcome>> {
  const outcomes: Record<string, Outcome> = {};
  for (const table of catalog.tenantTables) outcomes[table] = await look(table);
  return outcomes;
}

/** Through the very door that the apps use, with the tenant's WHERE clause left out. */
const selectAll = (scope: Pick<TenantScope, 'sql'>, table: string): Promise<{ tenantId: string }[]> =>
  scope.sql
    .selectFrom(table as 'channels')
    .selectAll()
    .execute();
const ownersOf = (rows: readonly { tenantId: string }[]): string[] => [...new Set(rows.map(({ tenantId }) => tenantId))].sort();

const asTenantB = (statement: string): Promise<number | string> => as('sylion_tenant', tenantB, statement);

/** Runs one statement as the app's login role in a role and tenant, and takes it back; the number of rows or the SQLSTATE. */
const as = (role: string | undefined, tenantId: string, statement: string): Promise<number | string> =>
  withClient(test.appUrl, async (client) => {
    await client.query(
      `begin; select ${role === undefined ? '' : `set_config('role', '${role}', true), `}set_config('app.tenant_id', '${tenantId}', true)`,
    );
    try {
      return (await client.query(statement)).rowCount ?? 0;
    } catch (error) {
      return String((error as { code?: string }).code);
    }
  });

/** Children first, so that no foreign key saves a row that row-level security should have saved. */
const deleteEverythingAsTenantB = (): Promise<Record<string, number>> =>
  withClient(test.appUrl, async (client) => {
    await client.query(`begin; select set_config('role', 'sylion_tenant', true), set_config('app.tenant_id', '${tenantB}', true)`);
    const deleted: Record<string, number> = {};
    for (const table of [...rowsOfB.keys()].reverse()) {
      const [privilege] = await rowsOf<{ may: boolean }>(client, `select has_table_privilege($1, 'delete') as may`, [table]);
      if (!privilege?.may) continue;
      await client.query('savepoint before_delete');
      try {
        deleted[table] = (await client.query(`delete from ${table}`)).rowCount ?? 0;
      } catch (error) {
        if ((error as { code?: string }).code !== '23503') throw error; // a table that may not be emptied still refers to it
        await client.query('rollback to before_delete');
      }
    }
    return deleted;
  });

/** Every row of a tenant with its row version: a write that changed nothing shows, too. */
const statesOf = (tenantId: string): Promise<Record<string, unknown>> =>
  withClient(test.superuserUrl, (client) =>
    inEveryTable((table) => rowsOf(client, `select xmin::text, to_jsonb(t) as row from ${table} t where tenant_id = $1`, [tenantId])),
  );

const firstColumn = (table: string): string => {
  const columns = catalog.columns.filter((column) => column.table === table && !column.isGenerated);
  return `"${(columns.find(({ name }) => !catalog.primaryKeys.get(table)?.includes(name)) ?? columns.at(-1))?.name ?? ''}"`;
};

const isRow = (table: string, rows: FilledTenant): string =>
  (catalog.primaryKeys.get(table) ?? []).map((name) => `"${name}" = ${literal(rows.get(table)?.[name])}`).join(' and ');

/** The same row once more, under a new id where it has one. */
function insertOf(table: string, rows: FilledTenant): string {
  const generated = catalog.columns.filter((column) => column.table === table && column.isGenerated).map(({ name }) => name);
  const row: Row = Object.fromEntries(
    Object.entries(rows.get(table) ?? {}).filter(([name, value]) => value != null && !generated.includes(name)),
  );
  const values = Object.entries(row).map(([name, value]) => (name === 'id' && table !== 'tenants' ? literal(newId()) : literal(value)));
  return `insert into ${table} (${Object.keys(row)
    .map((name) => `"${name}"`)
    .join(', ')}) values (${values.join(', ')})`;
}

function literal(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (value instanceof Date) return `'${value.toISOString()}'`;
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
  if (Array.isArray(value)) return `'{${value.join(',')}}'`;
  return `'${(typeof value === 'object' ? JSON.stringify(value) : String(value)).replaceAll("'", "''")}'`;
}
