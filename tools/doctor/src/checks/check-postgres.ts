import {
  assertSafeRole,
  listPendingMigrations,
  readDatabaseVitals,
  readPgvectorVersion,
  safePgvector,
  UnsafeRole,
  type Database,
  type DatabaseVitals,
} from '@sylion/database';

import { fail, ok, warn, type Finding } from '../finding.ts';
import type { Surroundings } from '../surroundings.ts';
import { checkClock } from './check-clock.ts';

const leastVersion = 15;
const bytesPerGigabyte = 1_024 ** 3;

/** The server, its extension, its roles and its schema. */
export async function checkPostgres(database: Database, surroundings: Surroundings): Promise<Finding[]> {
  const vitals = await readDatabaseVitals(database);
  return [
    checkVersion(vitals),
    await checkPgvector(surroundings),
    await checkRole(database),
    checkIsolation(vitals),
    await checkMigrations(surroundings),
    checkClock('Postgres clock', vitals.clockAheadMs),
    ...checkRoom(vitals),
  ];
}

const checkVersion = ({ version }: DatabaseVitals): Finding =>
  Number.parseInt(version) >= leastVersion
    ? ok('Postgres', `version ${version} answers`)
    : fail('Postgres', `version ${version} is too old`, `upgrade it to ${leastVersion} or newer, 17 at best`);

async function checkPgvector({ databaseUrl, isProduction }: Surroundings): Promise<Finding> {
  const { version, isSafe } = await readPgvectorVersion(databaseUrl);
  if (isSafe) return ok('pgvector', `version ${version}`);
  const advice = `install ${safePgvector} or newer, then: alter extension vector update`;
  if (version === 'none') return fail('pgvector', 'it is not installed', advice);
  const means = `version ${version} has a known vulnerability (CVE-2026-3172) and index corruption bugs`;
  return isProduction ? fail('pgvector', means, advice) : warn('pgvector', `${means}; production refuses it`, advice);
}

async function checkRole(database: Database): Promise<Finding> {
  try {
    await assertSafeRole(database);
    return ok('login role', 'it is held by row-level security');
  } catch (error) {
    if (!(error instanceof UnsafeRole)) throw error;
    return fail('login role', error.message, 'let DATABASE_URL log in as the role that "npm run migrate" makes');
  }
}

const checkIsolation = ({ unsecuredTables }: DatabaseVitals): Finding =>
  unsecuredTables.length === 0
    ? ok('isolation', 'every table of tenants has forced row-level security')
    : fail(
        'isolation',
        `without forced row-level security: ${unsecuredTables.join(', ')}`,
        `as the owner: alter table ${unsecuredTables[0]} enable row level security, force row level security`,
      );

async function checkMigrations({ ownerUrl }: Surroundings): Promise<Finding> {
  if (ownerUrl === undefined)
    return warn(
      'migrations',
      'only the owner of the schema may know which were run',
      'set DATABASE_OWNER_URL and run "npm run doctor" again',
    );
  const pending = await listPendingMigrations(ownerUrl);
  if (pending.length === 0) return ok('migrations', 'all have been run');
  return fail('migrations', `${pending.length} were not run, ${pending[0]} first`, 'npm run migrate (docs/upgrades.md says when)');
}

function checkRoom({ sizeBytes, largestTables, transactionIdsUsed, connections }: DatabaseVitals): Finding[] {
  const gigabytes = (bytes: number): string => `${(bytes / bytesPerGigabyte).toFixed(2)} GB`;
  const largest = largestTables.map((table) => `${table.name} ${gigabytes(table.sizeBytes)}`).join(', ');
  const share = connections.inUse / connections.limit;
  const used = `${connections.inUse} of ${connections.limit} connections are open`;
  return [
    ok('size', `the database holds ${gigabytes(sizeBytes)}; the largest tables: ${largest}`),
    transactionIdsUsed < 0.5
      ? ok('vacuum', `${Math.round(transactionIdsUsed * 100)} % of the transaction ids are used up`)
      : fail(
          'vacuum',
          `${Math.round(transactionIdsUsed * 100)} % of the transaction ids are used up: at 100 % nothing is written any more`,
          'find what holds vacuum up (select * from pg_stat_activity order by backend_xmin), then: vacuum freeze',
        ),
    share < 0.8
      ? ok('connections', used)
      : warn('connections', used, 'lower DATABASE_POOL_SIZE of the apps, or put a transaction pooler in front (docs/scaling.md)'),
  ];
}
