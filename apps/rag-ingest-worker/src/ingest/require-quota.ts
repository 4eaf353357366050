import { findSpentQuota } from '@sylion/database';
import type { QuotaMetric } from '@sylion/schemas';

import { IngestProblem } from '../ingest-problem.ts';
import type { IngestTask } from './ingest-context.ts';

/**
 * A document may go on as long as something is left of its tenant's quota. What the next batch costs is known only afterwards, and is
 * counted then: with the last tokens a whole batch goes through, so that no limit is too small to ever go on (docs/decisions/0016).
 * @throws {IngestProblem} `quota_exceeded`
 */
export async function requireQuota({ database, tenantId }: Pick<IngestTask, 'database' | 'tenantId'>, metric: QuotaMetric): Promise<void> {
  const spent = await database.asTenant(tenantId, (scope) => findSpentQuota(scope, metric));
  if (spent) throw new IngestProblem('quota_exceeded', `the ${metric} of this ${spent.period} are used up`);
}
