import type { QuotaMetric, UsageMetric } from '@sylion/schemas';

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

/** Which quotas a use counts for. Messages and managed searches have none. */
const quotaOf: Partial<Record<UsageMetric, QuotaMetric>> = {
  replies: 'replies',
  model_prompt_tokens: 'model_tokens',
  model_output_tokens: 'model_tokens',
  embedding_tokens: 'embedding_tokens',
};

/** Records as the ledger takes them: each with the quota that it counts for. */
export const toLedger = (records: readonly UsageRecord[]) => records.map((record) => ({ ...record, quota: quotaOf[record.metric] }));
