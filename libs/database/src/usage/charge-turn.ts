import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { toLedger, type UsageRecord } from './usage-record.ts';

/**
 * Appends what a turn used to the ledger, and charges its quotas with exactly what the ledger gained: a record that was written
 * before costs nothing again. The first charge also gives back what the turn had reserved; use that shows up later (the answer of
 * a worker that was given up, a summary) is added. What was not reserved, the embedding of a question, is counted as it is.
 */
export async function chargeTurn(
  { sql: statements, tenantId }: TenantScope,
  turnId: string,
  records: readonly UsageRecord[],
): Promise<void> {
  await sql`select charge_turn(${tenantId}, ${turnId}, ${JSON.stringify(toLedger(records))})`.execute(statements);
}
