import { sql } from 'kysely';

import type { Database } from '../database.ts';

export interface DatabaseVitals {
  /** As in `server_version`, `17.2` for example. */
  readonly version: string;
  /** The server's clock before ours; negative when it is behind. As exact as half a round trip. */
  readonly clockAheadMs: number;
  /** Tables of tenants without forced row-level security. */
  readonly unsecuredTables: readonly string[];
  readonly sizeBytes: number;
  /** The three largest tables, with their indexes. */
  readonly largestTables: readonly { readonly name: string; readonly sizeBytes: number }[];
  /** How much of the server's transaction ids is used up, from 0 to 1: at 1 it refuses to write. */
  readonly transactionIdsUsed: number;
  /** Connections of all clients, and how many there may be. */
  readonly connections: { readonly inUse: number; readonly limit: number };
}

/** Reads what a server tells about itself to any role; without scope, for it looks at no row of anybody. */
export async function readDatabaseVitals(database: Database): Promise<DatabaseVitals> {
  const askedAt = Date.now();
  const { rows } = await sql<Omit<DatabaseVitals, 'clockAheadMs' | 'connections'> & { clock: Date; inUse: number; limit: number }>`
    select current_setting('server_version') as version, clock_timestamp() as clock,
      array(select c.relname::text from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
        and not (c.relrowsecurity and c.relforcerowsecurity) order by c.relname) as unsecured_tables,
      pg_database_size(current_database())::float8 as size_bytes,
      (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'sizeBytes', size) order by size desc), '[]') from (
        select c.relname as name, pg_total_relation_size(c.oid) as size from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by size desc limit 3) as largest) as largest_tables,
      (select max(age(datfrozenxid)) / 2147483648.0 from pg_database)::float8 as transaction_ids_used,
      (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as in_use,
      current_setting('max_connections')::int as limit`.execute(database.unscoped);
  const [row] = rows;
  if (!row) throw new Error('the database tells nothing about itself');
  const { clock, inUse, limit, ...vitals } = row;
  return { ...vitals, clockAheadMs: clock.getTime() - (askedAt + Date.now()) / 2, connections: { inUse, limit } };
}
