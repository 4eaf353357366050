import { chargeQuotas } from '../quotas/charge-quotas.ts';
import type { TenantScope } from '../database.ts';
import { recordUsage, type UsageRecord } from './record-usage.ts';

/** Appends what was used outside of turns (documents, hit tests) to the ledger, and counts what the ledger gained for its quotas. */
export const chargeUsage = async (scope: TenantScope, records: readonly UsageRecord[]): Promise<void> =>
  chargeQuotas(scope, ['model_tokens', 'embedding_tokens'], await recordUsage(scope, records));
