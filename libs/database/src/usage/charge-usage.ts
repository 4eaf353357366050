import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { toLedger, type UsageRecord } from './usage-record.ts';

/**
 * Appends what was used outside of turns (documents, hit tests) to the ledger, and counts what the ledger gained for its quotas. Their
 * periods are everybody's, so this is the last thing that a transaction does.
 */
export async function chargeUsage({ sql: statements, tenantId }: TenantScope, records: readonly UsageRecord[]): Promise<void> {
  await sql`select charge_usage(${tenantId}, ${JSON.stringify(toLedger(records))})`.execute(statements);
}
