import pg from 'pg';

/** What must be alike in a database and in what a backup makes of it. */
export interface DatabaseDescription {
  /** Per table its rows and a sum over all their bytes, which does not depend on their order. */
  readonly tables: Readonly<Record<string, { readonly rows: number; readonly checksum: string }>>;
  /** Tables whose row-level security is enabled and forced, with the number of their policies. */
  readonly guarded: Readonly<Record<string, number>>;
  /** Of our roles: `login`, `inherit`, `createrole`, `superuser` and `bypassrls` as far as they have them, and whom they may act as. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
}

/**
 * Describes a database as it is at one moment, and lets `during` run at that moment too: what it does with the snapshot's name, pg_dump for
 * one, sees exactly what is described.
 * @param url of a role that row-level security does not hold back
 */
export async function describeDatabase(
  url: string,
  during: (snapshot: string) => Promise<void> = () => Promise.resolve(),
): Promise<DatabaseDescription> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query(
      `set local row_security = off; set local timezone = 'UTC'; set local datestyle = 'ISO'; set local extra_float_digits = 1`,
    );
    const snapshot = await client.query<{ name: string }>('select pg_export_snapshot() as name');
    await during(snapshot.rows[0]?.name ?? '');
    const description = { tables: await sumTables(client), guarded: await listGuarded(client), roles: await listRoles(client) };
    await client.query('commit');
    return description;
  } finally {
    await client.end();
  }
}

/** What is not alike, in words for a person; empty when nothing is. */
export function differencesOf(expected: DatabaseDescription, found: DatabaseDescription): string[] {
  const compare = (kind: keyof DatabaseDescription): string[] =>
    [...new Set([...Object.keys(expected[kind]), ...Object.keys(found[kind])])].flatMap((name) => {
      const [before, after] = [JSON.stringify(expected[kind][name]), JSON.stringify(found[kind][name])];
      return before === after ? [] : [`${kind} ${name}: ${before ?? 'nothing'} became ${after ?? 'nothing'}`];
    });
  return [...compare('tables'), ...compare('guarded'), ...compare('roles')];
}

async function sumTables(client: pg.Client): Promise<DatabaseDescription['tables']> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`,
  );
  const sums: [string, { rows: number; checksum: string }][] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ rows: string; checksum: string }>(
      `select count(*) as rows, coalesce(sum(('x' || substr(md5(t::text), 1, 16))::bit(64)::bigint::numeric), 0)::text as checksum
       from public.${client.escapeIdentifier(name)} t`,
    );
    sums.push([name, { rows: Number(rows[0]?.rows), checksum: rows[0]?.checksum ?? '' }]);
  }
  return Object.fromEntries(sums);
}

async function listGuarded(client: pg.Client): Promise<DatabaseDescription['guarded']> {
  const { rows } = await client.query<{ name: string; policies: number }>(
    `select relname as name, (select count(*)::int from pg_policy where polrelid = c.oid) as policies from pg_class c
     where relnamespace = 'public'::regnamespace and relrowsecurity and relforcerowsecurity order by relname`,
  );
  return Object.fromEntries(rows.map(({ name, policies }) => [name, policies]));
}

async function listRoles(client: pg.Client): Promise<DatabaseDescription['roles']> {
  const { rows } = await client.query<{ name: string; facts: string[] }>(
    `select rolname as name, array_remove(array[
         case when rolcanlogin then 'login' end, case when rolinherit then 'inherit' end, case when rolcreaterole then 'createrole' end,
         case when rolsuper then 'superuser' end, case when rolbypassrls then 'bypassrls' end], null)
       || coalesce((select array_agg('acts as ' || g.rolname order by g.rolname) from pg_auth_members m join pg_roles g on g.oid = m.roleid
            where m.member = r.oid and m.set_option and g.rolname like 'sylion\\_%' and not r.rolcreaterole), '{}') as facts
     from pg_roles r where rolname like 'sylion\\_%' order by rolname`,
  );
  return Object.fromEntries(rows.map(({ name, facts }) => [name, facts]));
}
