import { randomBytes } from 'node:crypto';

import { newId } from '@sylion/schemas';
import type pg from 'pg';

import type { Catalog, Column } from './read-catalog.ts';

export type Row = Readonly<Record<string, unknown>>;
/** One row of one tenant in every tenant table, in the order in which they could be inserted: parents first. */
export type FilledTenant = ReadonlyMap<string, Row>;

/**
 * Puts a row of the tenant into every tenant table, with every foreign key set that can be. It knows nothing but the catalog, so that
 * a table added tomorrow is covered without anybody thinking of it. A check that allows only some values is met by trying them.
 */
export async function fillTenant(client: pg.Client, catalog: Catalog, tenantId: string): Promise<FilledTenant> {
  const filled = new Map<string, Row>();
  for (const table of parentsFirst(catalog)) filled.set(table, await insertSomeRow(client, catalog, table, tenantId, filled));
  return filled;
}

/** Tables whose parents are there come first; a cycle is entered where the way in is nullable. */
function parentsFirst(catalog: Catalog): string[] {
  const ordered: string[] = [];
  const isMandatory = (table: string, columns: readonly string[]): boolean =>
    columns.every((name) => !catalog.columns.find((column) => column.table === table && column.name === name)?.isNullable);
  const isFree = (table: string, onlyMandatory: boolean): boolean =>
    catalog.foreignKeys
      .filter((key) => key.table === table && key.target !== table && (!onlyMandatory || isMandatory(table, key.columns)))
      .every((key) => ordered.includes(key.target) || !catalog.tenantTables.includes(key.target));
  for (;;) {
    const left = catalog.tenantTables.filter((table) => !ordered.includes(table));
    const next = left.find((table) => isFree(table, false)) ?? left.find((table) => isFree(table, true));
    if (next === undefined && left.length > 0) throw new Error(`mandatory foreign keys go round in a circle: ${left.join(', ')}`);
    if (next === undefined) return ordered;
    ordered.push(next);
  }
}

async function insertSomeRow(client: pg.Client, catalog: Catalog, table: string, tenantId: string, filled: FilledTenant): Promise<Row> {
  const columns = catalog.columns.filter((column) => column.table === table && !column.isGenerated);
  const given = new Map<string, unknown>(columns.some(({ name }) => name === 'tenant_id') ? [['tenant_id', tenantId]] : [['id', tenantId]]);
  for (const key of catalog.foreignKeys.filter((candidate) => candidate.table === table)) {
    const parent = filled.get(key.target);
    if (parent) key.columns.forEach((name, index) => given.set(name, given.get(name) ?? parent[key.targetColumns[index] ?? '']));
  }
  const needed = columns.filter(({ name, isNullable, hasDefault }) => !given.has(name) && !isNullable && !hasDefault);
  let lastError: unknown;
  for (const values of everyChoice(needed.map((column) => candidatesFor(column, catalog)))) {
    const row = Object.fromEntries([...given, ...needed.map(({ name }, index) => [name, values[index]] as const)]);
    const names = Object.keys(row);
    await client.query('begin');
    try {
      const inserted = await client.query<Row>(
        `insert into ${table} (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')}) returning *`,
        Object.values(row),
      );
      await client.query('commit');
      return { ...inserted.rows[0], ...row };
    } catch (error) {
      await client.query('rollback');
      lastError = error;
    }
  }
  throw new Error(`no row could be made for ${table}`, { cause: lastError });
}

/** The literals of the checks that speak of the column (those about it alone first), or else some value of its type. */
function candidatesFor(column: Column, catalog: Catalog): unknown[] {
  const checks = catalog.checks.filter(({ table, columns }) => table === column.table && columns.includes(column.name));
  const choices = [...checks]
    .sort((one, other) => one.columns.length - other.columns.length)
    .find(({ definition }) => definition.includes('ARRAY['));
  if (!choices) return [someValue(column.type)];
  return [...new Set([...choices.definition.matchAll(/'([^']*)'::text/g)].map((match) => match[1]))];
}

function someValue(type: string): unknown {
  if (type.endsWith('[]')) return [];
  const size = Number(/\((\d+)\)/.exec(type)?.[1] ?? 3);
  if (/^(half)?vec(tor)?\b/.test(type)) return `[${Array.from({ length: size }, () => 1).join(',')}]`;
  if (/^bit\b/.test(type)) return '1'.repeat(size);
  const value = valuesByType[type];
  if (!value) throw new Error(`the filler does not know the type ${type}: teach it`);
  return value();
}

const valuesByType: Record<string, (() => unknown) | undefined> = {
  uuid: newId,
  text: () => `x${randomBytes(6).toString('hex')}`,
  bytea: () => randomBytes(8),
  integer: () => 1,
  bigint: () => 1,
  smallint: () => 1,
  real: () => 1,
  'double precision': () => 1,
  numeric: () => 1,
  boolean: () => true,
  jsonb: () => '{}',
  tsvector: () => 'word',
  date: () => '2026-11-22',
  'timestamp with time zone': () => new Date().toISOString(),
};

function* everyChoice(lists: readonly unknown[][]): Generator<unknown[]> {
  const [first, ...rest] = lists;
  if (!first) return yield [];
  for (const value of first) for (const others of everyChoice(rest)) yield [value, ...others];
}
