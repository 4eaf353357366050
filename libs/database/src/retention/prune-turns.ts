import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

/** Deletes at most `limit` turns that began before `cutoff` and are over; messages and the ledger forget which they were. Returns how many. */
export async function pruneTurns(
  { sql: statements, tenantId }: TenantScope,
  { cutoff, limit }: { readonly cutoff: Date; readonly limit: number },
): Promise<number> {
  const aged = await statements
    .selectFrom('turns')
    .where('tenantId', '=', tenantId)
    .where('startedAt', '<', cutoff)
    .where('state', '!=', 'running')
    .select('id')
    .orderBy('startedAt')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  const ids = aged.map(({ id }) => id);
  for (const table of ['messages', 'usage_records'])
    await sql`update ${sql.table(table)} set turn_id = null where tenant_id = ${tenantId} and turn_id = any(${ids}::uuid[])`.execute(
      statements,
    );
  await sql`delete from turns where tenant_id = ${tenantId} and id = any(${ids}::uuid[])`.execute(statements);
  return ids.length;
}
