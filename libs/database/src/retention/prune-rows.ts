import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

interface Pruning {
  readonly cutoff: Date;
  readonly limit: number;
}

/** Deletes at most `limit` provider events that came before `cutoff`. Returns how many. */
export const pruneProviderEvents = (scope: TenantScope, pruning: Pruning) => prune(scope, 'provider_events', 'received_at', pruning);

/** Deletes at most `limit` hit tests from before `cutoff`. Returns how many. */
export const pruneHitTests = (scope: TenantScope, pruning: Pruning) => prune(scope, 'knowledge_hit_tests', 'created_at', pruning);

async function prune({ sql: statements, tenantId }: TenantScope, table: string, time: string, { cutoff, limit }: Pruning): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where tenant_id = ${tenantId} and id = any(array(
      select id from ${sql.table(table)} where tenant_id = ${tenantId} and ${sql.ref(time)} < ${cutoff} order by ${sql.ref(time)} limit ${limit}))`.execute(
    statements,
  );
  return Number(numAffectedRows ?? 0n);
}
