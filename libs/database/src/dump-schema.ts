import pg from 'pg';

import { readRequiredExtensions } from './migrate.ts';

/**
 * The schema as SQL, read from the catalog: what `schema.sql` holds. Deterministic and sorted, without owners and without the
 * migrator's own tables, and runnable: loaded into an empty database it yields the same dump again.
 * @param ownerUrl any role that may read the catalog
 */
export async function dumpSchema(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // With an empty search path Postgres writes every name in full.
    await client.query(`begin transaction isolation level repeatable read read only; set local search_path to ''`);
    const sections = [
      `-- Extensions\n${(await readRequiredExtensions()).map((name) => `create extension if not exists ${name};`).join('\n')}\n`,
    ];
    for (const [title, query] of Object.entries(sectionQueries)) {
      const { rows } = await client.query<{ statement: string }>(query);
      if (rows.length > 0) sections.push(`-- ${title}\n${rows.map(({ statement }) => `${statement.trimEnd()};`).join('\n')}\n`);
    }
    return `${header}\n${sections.join('\n')}`;
  } finally {
    await client.end();
  }
}

const header = `-- Generated from the migrations by \`npm run schema\`; a test compares it. Do not edit: write a migration.
set check_function_bodies = off;
`;

/** Ours: in schema public, of no extension, and not the migrator's. */
const isOurs = (oid: string, namespace: string, name: string): string =>
  `${namespace} = 'public'::regnamespace and ${name} not like 'kysely\\_%' and not exists (select from pg_catalog.pg_depend d where d.objid = ${oid} and d.deptype = 'e')`;
const ourTables = `from pg_catalog.pg_class c where ${isOurs('c.oid', 'c.relnamespace', 'c.relname')}`;

const columnsOf = `(
  select string_agg(format('  %I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
    case when a.attidentity <> '' then format(' generated %s as identity', case a.attidentity when 'a' then 'always' else 'by default' end) when d.oid is null then '' when a.attgenerated = 's' then format(' generated always as (%s) stored', pg_get_expr(d.adbin, d.adrelid))
      else ' default ' || pg_get_expr(d.adbin, d.adrelid) end), E',\\n' order by a.attnum)
  from pg_catalog.pg_attribute a left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)`;

const constraintsOf = `(
  select coalesce(string_agg(format(E',\\n  constraint %I %s', k.conname, pg_get_constraintdef(k.oid)), '' order by array_position(array['p', 'u', 'x', 'c'], k.contype::text), k.conname), '')
  from pg_catalog.pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'x', 'c'))`;

const grants = (kind: string, object: string, acl: string, source: string): string => `
  select ${object} as object, g.grantee, format('grant %s on ${kind} %s to %s', string_agg(lower(g.privilege_type), ', ' order by g.privilege_type), ${object},
    case g.grantee when 0 then 'public' else quote_ident(g.grantee::regrole::text) end) as statement
  ${source.replace('where', `cross join lateral aclexplode(${acl}) g where g.grantee <> g.grantor and`)}
  group by ${object}, g.grantee`;

/** Title → query that yields statements in order. */
const sectionQueries = {
  Types: `
    select format(E'create type %s as (\\n%s\\n)', c.oid::regclass, (
      select string_agg(format('  %I %s', a.attname, format_type(a.atttypid, a.atttypmod)), E',\\n' order by a.attnum) from pg_catalog.pg_attribute a where a.attrelid = c.oid)) as statement
    ${ourTables} and c.relkind = 'c' order by c.relname collate "C"`,
  'Functions and procedures': `
    select pg_get_functiondef(p.oid) as statement from pg_catalog.pg_proc p
    where ${isOurs('p.oid', 'p.pronamespace', 'p.proname')} and p.prokind in ('f', 'p') order by p.oid::regprocedure::text collate "C"`,
  Tables: `
    select format(E'create table %s (\\n%s%s\\n)', c.oid::regclass, ${columnsOf}, ${constraintsOf}) as statement ${ourTables} and c.relkind = 'r' order by c.relname collate "C"`,
  'Foreign keys': `
    select format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) as statement
    from pg_catalog.pg_constraint k where k.contype = 'f' and k.conrelid in (select c.oid ${ourTables}) order by k.conrelid::regclass::text collate "C", k.conname collate "C"`,
  Indexes: `
    select pg_get_indexdef(i.indexrelid) as statement from pg_catalog.pg_index i
    where i.indrelid in (select c.oid ${ourTables} and c.relkind = 'r') and not exists (select from pg_catalog.pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
    order by i.indexrelid::regclass::text collate "C"`,
  Views: `
    select format(E'create view %s%s as\\n%s', c.oid::regclass, coalesce(format(' with (%s)', array_to_string(c.reloptions, ', ')), ''), rtrim(pg_get_viewdef(c.oid), ';')) as statement
    ${ourTables} and c.relkind = 'v' order by c.relname collate "C"`,
  Triggers: `
    select pg_get_triggerdef(t.oid) as statement from pg_catalog.pg_trigger t
    where not t.tgisinternal and t.tgrelid in (select c.oid ${ourTables}) order by t.tgrelid::regclass::text collate "C", t.tgname collate "C"`,
  'Row-level security': `
    select format('alter table %s %s row level security', c.oid::regclass, flag.word) as statement
    ${ourTables.replace('where', `cross join lateral (values (1, 'enable', c.relrowsecurity), (2, 'force', c.relforcerowsecurity)) as flag (position, word, is_set) where flag.is_set and`)}
    order by c.relname collate "C", flag.position`,
  Policies: `
    select format('create policy %I on %s as %s for %s to %s%s%s', p.policyname, format('%I.%I', p.schemaname, p.tablename), lower(p.permissive), lower(p.cmd),
      array_to_string(p.roles, ', '), ' using (' || p.qual || ')', ' with check (' || p.with_check || ')') as statement
    from pg_catalog.pg_policies p where p.schemaname = 'public' order by p.tablename collate "C", p.policyname collate "C"`,
  Rights: `
    select statement from (
      select 1 as position, * from (${grants('schema', 'n.nspname', 'n.nspacl', `from pg_catalog.pg_namespace n where n.nspname = 'public' and g.grantee::regrole::text like 'sylion\\_%'`)}) as on_schema
      union all select 2, * from (${grants('table', 'c.oid::regclass::text', 'c.relacl', ourTables)}) as on_tables
      union all select 3, * from (${grants('routine', 'p.oid::regprocedure::text', 'p.proacl', `from pg_catalog.pg_proc p where ${isOurs('p.oid', 'p.pronamespace', 'p.proname')}`)}) as on_routines
    ) as every_grant order by position, object collate "C", grantee::regrole::text collate "C"`,
};
