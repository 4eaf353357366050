import { openBenchDatabase, type BenchDatabase } from '../../server/bench-database.ts';
import { withClient } from '../../server/with-client.ts';
import type { AdminOptions } from '../admin-options.ts';
import { fillStatements } from './fill-statements.ts';

/** Another content needs another version: a database that was filled before is used again. */
const fillVersion = 3;

/** The database of a platform with so many messages; filled now, unless it was before. */
export async function openPlatformDatabase(
  { set, messageCounts, fresh }: AdminOptions,
  superuserUrl: string,
  progress: (line: string) => void,
): Promise<BenchDatabase> {
  const options = {
    name: `bench_admin_${set}`,
    superuserUrl,
    version: `platform ${fillVersion} ${messageCounts.length}`,
    isMigrated: true,
  };
  const kept = await openBenchDatabase({ ...options, fresh });
  if (await kept.isLoaded('platform')) return kept;
  const database = await openBenchDatabase({ ...options, fresh: true });
  await withClient(database.superuserUrl, async (client) => {
    // Triggers would write what is written here anyway, and foreign keys would ask row by row.
    await client.query(`set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'`);
    for (const [what, statement] of Object.entries(fillStatements)) {
      progress(`filling in ${what}`);
      await client.query(statement, what === 'tenants' ? [messageCounts] : []);
    }
    await client.query('vacuum (analyze)');
  });
  await database.markLoaded('platform');
  return database;
}
