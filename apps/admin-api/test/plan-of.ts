import type { Statement } from '@sylion/database';
import { rowsOf, withClient } from '@sylion/testbed';

import type { TestApi, TestTenant } from './harness.ts';

/**
 * The nodes of a statement's plan, as the tenant's or the platform's transaction would run it. Whatever is not an index is made dear:
 * a table that happens to be small is read by an index as well, if there is one, and what remains has none.
 */
export async function planOf(api: TestApi, tenant: TestTenant, { sql, parameters }: Statement): Promise<string[]> {
  return (await explain(api, tenant, { sql, parameters })).filter((line) => line.includes('->') || !line.startsWith('  '));
}

/** The whole plan, with the conditions of its indexes. */
export async function explain(api: TestApi, tenant: TestTenant, { sql, parameters }: Statement): Promise<string[]> {
  const role = sql.includes('"tenant_id" =') ? 'sylion_tenant' : 'sylion_platform';
  return withClient(api.superuserUrl, async (client) => {
    await client.query('begin');
    await client.query('set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off');
    await client.query(`select set_config('role', '${role}', true), set_config('app.tenant_id', '${tenant.tenantId}', true)`);
    const rows = await rowsOf<{ 'QUERY PLAN': string }>(client, `explain (costs off) ${sql}`, [...parameters]);
    return rows.map((row) => row['QUERY PLAN']);
  });
}
