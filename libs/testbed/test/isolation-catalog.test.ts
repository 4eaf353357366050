import { assertSafeRole, createDatabase, UnsafeRole } from '@sylion/database';
import { createLogger } from '@sylion/runtime';

import { createTestDatabase, type TestDatabase } from '../src/index.ts';
import { readCatalog, rowsOf, withClient, type Catalog } from './read-catalog.ts';

/** What the schema must be like for row-level security to hold (DESIGN §4.6, §6), read from Postgres's own catalog. */
let test: TestDatabase;
let catalog: Catalog;
beforeAll(async () => {
  test = await createTestDatabase();
  catalog = await readCatalog(test.ownerUrl);
});
afterAll(() => test.drop());

const query = <Row extends object>(statement: string): Promise<Row[]> =>
  withClient(test.superuserUrl, (client) => rowsOf<Row>(client, statement));
const without = (names: readonly string[], exceptions: object): string[] => names.filter((name) => !(name in exceptions));

const tablesWithoutTenant = {
  unrouted_events: 'signed by our app but for no channel we know: nobody owns it, only the platform may look',
  heartbeats: 'of processes of ours, which serve all tenants; only the platform may look',
  idempotent_platform_requests: 'made outside every tenant, by the platform only',
  kysely_migration: 'the migrator keeps its own record there; no app has a right on it',
  kysely_migration_lock: 'see kysely_migration',
};
const primaryKeysWithoutTenant = { tenants: 'its id is the tenant' };
const uniqueAcrossTenants = {
  tenants_pkey: 'the id is the tenant',
  tenants_slug_key: 'names a tenant in URLs; only the platform makes tenants',
  api_keys_secret_hash_key: 'a key is looked up before its tenant is known; 256 random bits',
  api_keys_previous_secret_hash_key: 'see api_keys_secret_hash_key',
  channels_id_key: 'webhook routes carry the channel id alone',
  channels_provider_provider_key_key: 'a number belongs to one tenant: a webhook says only the number',
  messages_by_provider_id: 'absorbs a redelivery; the channel is of one tenant',
};
const foreignKeysWithoutIndex = {
  channels_tenant_id_assistant_id_fkey: 'a tenant has few channels',
  assistant_knowledge_bases_tenant_id_knowledge_base_id_fkey: 'a tenant has few of them',
  knowledge_documents_tenant_id_knowledge_base_id_fkey: 'knowledge bases are deleted seldom, a scan of one tenant will do',
  knowledge_chunks_tenant_id_knowledge_base_id_document_id_fkey: 'has one by tenant and document, which says the base as well',
  messages_tenant_id_channel_id_fkey: 'channels are never deleted',
  message_media_tenant_id_channel_id_fkey: 'channels are never deleted',
  provider_events_tenant_id_channel_id_fkey: 'channels are never deleted',
  messages_tenant_id_turn_id_fkey: 'has one, messages_by_turn, that leaves out messages without a turn',
  turns_tenant_id_assistant_id_fkey: 'assistants that answered are seldom deleted, a scan of one tenant will do',
  quota_reservations_tenant_id_quota_id_starts_at_fkey: 'quotas are seldom deleted, a scan of one tenant will do',
};

describe('every table of a tenant', () => {
  it('is every table but the known ones', () => {
    expect(
      without(
        catalog.tables.filter((table) => !catalog.tenantTables.includes(table)),
        tablesWithoutTenant,
      ),
    ).toEqual([]);
  });

  it('has row-level security enabled and forced', async () => {
    expect(
      await query(`
      select t.relname from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attname = 'tenant_id'
      where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and not (t.relrowsecurity and t.relforcerowsecurity)`),
    ).toEqual([]);
  });

  it('has one policy for the tenant role: the bare comparison, no OR, for reading and writing', async () => {
    const bare = `(tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))`;
    const policies = await query<{ table: string }>(`
      select tablename as table, permissive, cmd, qual, with_check from pg_policies
      where schemaname = 'public' and roles && array['sylion_tenant', 'public']::name[] order by 1`);
    expect(policies).toEqual(
      catalog.tenantTables.map((table) => ({ table, permissive: 'PERMISSIVE', cmd: 'ALL', qual: bare, with_check: bare })).sort(byTable),
    );
  });

  it('has a primary key that starts with the tenant', () => {
    const offenders = catalog.tenantTables.filter((table) => catalog.primaryKeys.get(table)?.[0] !== 'tenant_id');
    expect(without(offenders, primaryKeysWithoutTenant)).toEqual([]);
  });

  it('has unique keys inside the tenant only, but for the known ones', async () => {
    const keys = await query<{ name: string }>(`
      select i.indexrelid::regclass::text as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attname = 'tenant_id'
      join pg_class t on t.oid = i.indrelid and t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p')
      where i.indisunique and not (a.attnum = any (i.indkey::int2[])) order by 1`);
    expect(
      without(
        keys.map(({ name }) => name),
        uniqueAcrossTenants,
      ),
    ).toEqual([]);
  });

  it('refers to tables of tenants by the tenant too', () => {
    const offenders = catalog.foreignKeys.filter(({ columns, target, targetColumns }) => {
      const targetColumn = targetColumns[columns.indexOf('tenant_id')];
      return catalog.tenantTables.includes(target) && targetColumn !== 'tenant_id' && !(target === 'tenants' && targetColumn === 'id');
    });
    expect(offenders.map(({ table, name }) => `${table}: ${name}`)).toEqual([]);
  });

  it('finds its children by an index', () => {
    const offenders = catalog.foreignKeys.filter(({ isIndexed }) => !isIndexed).map(({ name }) => name);
    expect(without(offenders, foreignKeysWithoutIndex)).toEqual([]);
  });
});

describe('rights', () => {
  it('the tenant role may only append to the ledger, to the audit log and to the events', async () => {
    expect(await privilegesOf('sylion_tenant', ['usage_records', 'audit_log', 'events', 'tenants'])).toEqual([
      { table: 'audit_log', privileges: 'INSERT, SELECT' },
      { table: 'events', privileges: 'INSERT, SELECT' },
      { table: 'tenants', privileges: 'SELECT' },
      { table: 'usage_records', privileges: 'INSERT, SELECT' },
    ]);
  });

  it('the tenant role has none on what no tenant owns', async () => {
    expect(await privilegesOf('sylion_tenant', Object.keys(tablesWithoutTenant))).toEqual([]);
  });

  it('nobody but the owner may truncate, refer, trigger or maintain, and the public and the login role may do nothing', async () => {
    expect(
      await query(`
      select c.relname, g.grantee::regrole::text as grantee, g.privilege_type from pg_class c, aclexplode(c.relacl) g
      where c.relnamespace = 'public'::regnamespace and g.grantee <> c.relowner and (
        g.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE') or g.grantee not in ('sylion_tenant'::regrole, 'sylion_platform'::regrole))`),
    ).toEqual([]);
  });

  it('the login role is nobody special and must step into a scope', async () => {
    expect(
      await query(`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit,
        exists (select from pg_class where relowner = r.oid) as owns, pg_has_role(r.oid, 'sylion_tenant', 'usage') or pg_has_role(r.oid, 'sylion_platform', 'usage') as inherits
      from pg_roles r where rolname = 'sylion_app'`),
    ).toEqual([
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        rolinherit: false,
        owns: false,
        inherits: false,
      },
    ]);
    expect(
      await query(
        `select rolname from pg_roles where rolname in ('sylion_tenant', 'sylion_platform') and (rolsuper or rolbypassrls or rolcanlogin)`,
      ),
    ).toEqual([]);
  });

  it("functions with their definer's rights pin their search path, and views ask with their caller's rights", async () => {
    expect(
      await query(`
      select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
        and not exists (select from unnest(p.proconfig) as setting where setting like 'search_path=%')`),
    ).toEqual([]);
    expect(
      await query(`
      select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm')
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
        and not coalesce(c.reloptions @> array['security_invoker=true'], false)`),
    ).toEqual([]);
  });
});

describe('at boot', () => {
  const assertAs = async (url: string): Promise<void> => {
    const database = createDatabase({ url, applicationName: 'boot', poolSize: 1, logger: createLogger({ app: 'test', level: 'silent' }) });
    try {
      await assertSafeRole(database);
    } finally {
      await database.close();
    }
  };
  const urlAs = (user: string): string => Object.assign(new URL(test.appUrl), { username: user }).toString();

  it('the login role that the migration makes is accepted', async () => {
    await expect(assertAs(test.appUrl)).resolves.toBeUndefined();
  });

  it.each([
    ['a superuser', '', () => test.superuserUrl, 'is a superuser'],
    ['an owner of tables', '', () => test.ownerUrl, 'owns tables'],
    ['a role with BYPASSRLS', 'create role boot_bypass login bypassrls', () => urlAs('boot_bypass'), 'has BYPASSRLS'],
    [
      'a role that inherits a scope',
      'create role boot_heir login inherit; grant sylion_platform to boot_heir',
      () => urlAs('boot_heir'),
      'inherits',
    ],
    [
      'a role that may become one with BYPASSRLS',
      'create role boot_over nologin bypassrls; create role boot_climber login noinherit; grant boot_over to boot_climber',
      () => urlAs('boot_climber'),
      'may become',
    ],
  ])('%s is refused', async (_, statement, url, why) => {
    await query(statement);
    const refusal = assertAs(url());
    await expect(refusal).rejects.toThrow(UnsafeRole);
    await expect(refusal).rejects.toThrow(why);
  });

  afterAll(() => query('drop role boot_climber; drop role boot_over; drop role boot_heir; drop role boot_bypass'));
});

const byTable = (one: { table: string }, other: { table: string }): number => (one.table < other.table ? -1 : 1);

const privilegesOf = (role: string, tables: readonly string[]): Promise<object[]> =>
  query(`
  select c.relname as table, string_agg(g.privilege_type, ', ' order by g.privilege_type) as privileges
  from pg_class c, aclexplode(c.relacl) g
  where c.relnamespace = 'public'::regnamespace and g.grantee = '${role}'::regrole and c.relname in (${tables.map((table) => `'${table}'`).join(', ')})
  group by 1 order by 1`);
