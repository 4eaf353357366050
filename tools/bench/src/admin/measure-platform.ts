import type pg from 'pg';

import type { Measurement } from '../report/measurement.ts';
import type { BenchDatabase } from '../server/bench-database.ts';
import { withClient } from '../server/with-client.ts';
import type { AdminOptions } from './admin-options.ts';
import { keyOfTenant } from './fill/fill-statements.ts';
import { measureLatency } from './measure-latency.ts';
import { measureStatements } from './measure-statements.ts';
import type { ApiCall } from './operations/api-call.ts';
import { planReads } from './operations/plan-reads.ts';
import { planWrites, type Story } from './operations/plan-writes.ts';
import { startAdminApi, type RunningAdminApi } from './start-admin-api.ts';
import { watchStatements } from './statements/watch-statements.ts';

/** Whose calls are measured: a tenant by its place, or the platform operator. */
interface Party {
  readonly name: 'small' | 'largest' | 'platform';
  readonly tenant: { readonly id: string; readonly key: string } | undefined;
}

/** What the API asks of its database, seen from between the two; then, with nobody in between, how long it takes. */
export async function measurePlatform(
  database: BenchDatabase,
  { set, messageCounts, calls }: AdminOptions,
  progress: (line: string) => void,
): Promise<Measurement[]> {
  return withClient(database.superuserUrl, async (superuser) => {
    const parties = await findParties(superuser, messageCounts.length - 1);
    progress('looking at statements and their plans');
    const asked = await measureAllStatements(database, superuser, set, parties, progress);
    return withApi(database.appUrl, async (api) => {
      const timed: Measurement[] = [];
      for (const { name, tenant } of parties) {
        const stories: Story[] = (await planReads(superuser, api, tenant)).calls.map((call) => () => [call]);
        if (tenant) stories.push(...(await planWrites(api, tenant.key)));
        for (const clients of [1, 8]) {
          progress(
            `${name}: ${stories.length} kinds of calls, ${calls} of each, by ${clients === 1 ? 'one client' : `${clients} clients`}`,
          );
          timed.push(...(await measureLatency(api, { set, tenantClass: name, stories, clients, calls })));
        }
      }
      return [...asked, ...timed];
    });
  });
}

async function measureAllStatements(
  database: BenchDatabase,
  superuser: pg.Client,
  set: string,
  parties: readonly Party[],
  progress: (line: string) => void,
): Promise<Measurement[]> {
  const { rows } = await superuser.query<{ relname: string; rows: number }>(
    `select relname, reltuples as rows from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  const tableRows = new Map(rows.map((row) => [row.relname, row.rows]));
  const watch = await watchStatements(database.appUrl);
  try {
    return await withApi(watch.url, async (api) => {
      const measurements: Measurement[] = [];
      for (const { name, tenant } of parties) {
        const { calls, unmeasured } = await planReads(superuser, api, tenant);
        if (unmeasured.length > 0) progress(`${name}: nothing is there to ask for by ${unmeasured.join(', ')}`);
        measurements.push(...(await withClient(database.appUrl, (client) => look({ name, calls, client, api }))));
      }
      return measurements;
    });
  } finally {
    await watch.stop();
  }

  function look({ name, calls, client, api }: { name: string; calls: readonly ApiCall[]; client: pg.Client; api: RunningAdminApi }) {
    return measureStatements({ set, tenantClass: name, calls, api, watch, client, tableRows });
  }
}

async function withApi<Result>(databaseUrl: string, work: (api: RunningAdminApi) => Promise<Result>): Promise<Result> {
  const api = await startAdminApi(databaseUrl);
  try {
    return await work(api);
  } finally {
    await api.stop();
  }
}

/** The smallest tenant, the largest, and the platform. */
async function findParties(client: pg.Client, smallest: number): Promise<Party[]> {
  const { rows } = await client.query<{ number: number; id: string }>(
    'select number, id from bench.tenants where number in (0, $1) order by number',
    [smallest],
  );
  const [largest, small] = rows.map(({ number, id }) => ({ id, key: keyOfTenant(number) }));
  return [
    { name: 'small', tenant: small },
    { name: 'largest', tenant: largest },
    { name: 'platform', tenant: undefined },
  ];
}
