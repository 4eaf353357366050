import { sql } from 'kysely';

import { newId, type QuotaMetric } from '@sylion/schemas';
import type { QuotaPeriod } from '@sylion/tenancy';

import type { TenantScope } from '../database.ts';

export interface QuotaName {
  readonly metric: QuotaMetric;
  readonly period: QuotaPeriod;
}

/** Sets what the tenant may use of a metric in each period. */
export async function setQuota({ sql: statements, tenantId }: TenantScope, quota: QuotaName & { limitAmount: number }): Promise<void> {
  await statements
    .insertInto('quotas')
    .values({ tenantId, id: newId(), ...quota })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'metric', 'period']).doUpdateSet({ limitAmount: quota.limitAmount, updatedAt: sql<Date>`now()` }),
    )
    .execute();
}

/** Takes a limit away with all that was counted for it; the ledger stays. Returns false when there was none. */
export async function deleteQuota({ sql: statements, tenantId }: TenantScope, { metric, period }: QuotaName): Promise<boolean> {
  const deleted = await statements
    .deleteFrom('quotas')
    .where('tenantId', '=', tenantId)
    .where('metric', '=', metric)
    .where('period', '=', period)
    .executeTakeFirst();
  return deleted.numDeletedRows > 0n;
}
