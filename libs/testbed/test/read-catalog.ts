import { rowsOf, withClient } from '../src/index.ts';

export { rowsOf, withClient };

/** A foreign key between tables of ours; `columns[i]` points at `targetColumns[i]`. */
export interface ForeignKey {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly target: string;
  readonly targetColumns: readonly string[];
  /** Whether an index leads with exactly these columns, so that deleting a parent finds its children. */
  readonly isIndexed: boolean;
}

export interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly isNullable: boolean;
  readonly hasDefault: boolean;
  readonly isGenerated: boolean;
}

export interface Check {
  readonly table: string;
  readonly columns: readonly string[];
  readonly definition: string;
}

export interface Catalog {
  readonly tables: readonly string[];
  readonly tenantTables: readonly string[];
  readonly columns: readonly Column[];
  readonly primaryKeys: ReadonlyMap<string, readonly string[]>;
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly Check[];
}

/** What Postgres knows about the tables of schema `public`; every list is sorted. */
export async function readCatalog(url: string): Promise<Catalog> {
  return withClient(url, async (client) => {
    const columns = await rowsOf<Column>(client, columnsQuery);
    const keys = await rowsOf<{ table: string; columns: string[] }>(client, primaryKeysQuery);
    const tenantTables = columns.filter(({ name }) => name === 'tenant_id').map(({ table }) => table);
    return {
      tables: await rowsOf<{ name: string }>(client, tablesQuery).then((rows) => rows.map(({ name }) => name)),
      tenantTables,
      columns,
      primaryKeys: new Map(keys.map(({ table, columns: ofKey }) => [table, ofKey])),
      foreignKeys: await rowsOf<ForeignKey>(client, foreignKeysQuery),
      checks: await rowsOf<Check>(client, checksQuery),
    };
  });
}

const tablesQuery = `
  select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`;

const columnsQuery = `
  select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as "isNullable",
    a.atthasdef and a.attgenerated = '' as "hasDefault", a.attgenerated <> '' as "isGenerated"
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
  order by c.relname, a.attnum`;

const namesOf = (numbers: string, table: string): string => `
  (select array_agg(a.attname::text order by n.position) from unnest(${numbers}) with ordinality as n (number, position)
   join pg_attribute a on a.attrelid = ${table} and a.attnum = n.number)`;

const primaryKeysQuery = `
  select k.conrelid::regclass::text as table, ${namesOf('k.conkey', 'k.conrelid')} as columns
  from pg_constraint k where k.contype = 'p' and k.connamespace = 'public'::regnamespace order by 1`;

const foreignKeysQuery = `
  select k.conname as name, k.conrelid::regclass::text as table, ${namesOf('k.conkey', 'k.conrelid')} as columns,
    k.confrelid::regclass::text as target, ${namesOf('k.confkey', 'k.confrelid')} as "targetColumns",
    exists (select from pg_index i where i.indrelid = k.conrelid and i.indisvalid and i.indpred is null
      and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey) as "isIndexed"
  from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace order by 2, 1`;

const checksQuery = `
  select k.conrelid::regclass::text as table, ${namesOf('k.conkey', 'k.conrelid')} as columns, pg_get_constraintdef(k.oid) as definition
  from pg_constraint k where k.contype = 'c' and k.connamespace = 'public'::regnamespace order by 1, k.conname`;
