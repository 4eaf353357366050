import type { TenantScope } from '../database.ts';
import type { UsageMetric } from '../tables.ts';

export interface UsageRecord {
  readonly id: string;
  readonly metric: UsageMetric;
  readonly amount: number;
  /** The same key twice is the same use: the second is not written. */
  readonly idempotencyKey: string;
  readonly turnId?: string | null;
  readonly messageId?: string | null;
  readonly assistantId?: string | null;
  readonly channelId?: string | null;
  readonly model?: string | null;
  readonly isEstimated?: boolean;
}

/** Appends to the ledger. */
export async function recordUsage({ sql: statements, tenantId }: TenantScope, records: readonly UsageRecord[]): Promise<void> {
  if (records.length === 0) return;
  await statements
    .insertInto('usageRecords')
    .values(records.map((record) => ({
      tenantId, id: record.id, metric: record.metric, amount: record.amount, idempotencyKey: record.idempotencyKey, turnId: record.turnId ?? null, messageId: record.messageId ?? null,
      assistantId: record.assistantId ?? null, channelId: record.channelId ?? null, model: record.model ?? null, isEstimated: record.isEstimated ?? false,
    })))
    .onConflict((conflict) => conflict.columns(['tenantId', 'idempotencyKey']).doNothing())
    .execute();
}
