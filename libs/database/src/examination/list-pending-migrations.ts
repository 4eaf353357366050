import pg from 'pg';

import { readMigrationNames } from '../migrate.ts';

/**
 * The migrations of this checkout that a database has not seen, in order; all of them when it has seen none.
 * @param ownerUrl a role that may read the migrator's own table: the apps' may not
 */
export async function listPendingMigrations(ownerUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows: tables } = await client.query(`select where to_regclass('public.kysely_migration') is not null`);
    const { rows } = tables.length === 0 ? { rows: [] } : await client.query<{ name: string }>('select name from kysely_migration');
    const seen = new Set(rows.map(({ name }) => name));
    return (await readMigrationNames()).filter((name) => !seen.has(name));
  } finally {
    await client.end();
  }
}
