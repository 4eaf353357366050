import type { UsageMetric } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';

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
  readonly documentId?: string | null;
  readonly model?: string | null;
  readonly isEstimated?: boolean;
}

/** Appends to the ledger. Returns the records that were not in it before. */
export async function recordUsage({ sql: statements, tenantId }: TenantScope, records: readonly UsageRecord[]): Promise<UsageRecord[]> {
  if (records.length === 0) return [];
  const written = await statements
    .insertInto('usageRecords')
    .values(
      records.map((record) => ({
        tenantId,
        id: record.id,
        metric: record.metric,
        amount: record.amount,
        idempotencyKey: record.idempotencyKey,
        turnId: record.turnId ?? null,
        messageId: record.messageId ?? null,
        assistantId: record.assistantId ?? null,
        channelId: record.channelId ?? null,
        documentId: record.documentId ?? null,
        model: record.model ?? null,
        isEstimated: record.isEstimated ?? false,
      })),
    )
    .onConflict((conflict) => conflict.columns(['tenantId', 'idempotencyKey']).doNothing())
    .returning('id')
    .execute();
  const ids = new Set(written.map(({ id }) => id));
  return records.filter(({ id }) => ids.has(id));
}
