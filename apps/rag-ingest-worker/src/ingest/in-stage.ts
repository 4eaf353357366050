import { changeClaimedDocument } from '@sylion/database';
import type { DocumentStage } from '@sylion/schemas';

import type { IngestTask } from './ingest-context.ts';

/** Does a step's work where everybody can see that it is under way. @throws {DocumentClaimLost} */
export async function inStage<Result>(task: IngestTask, stage: DocumentStage, work: () => Promise<Result>): Promise<Result> {
  await task.database.asTenant(task.tenantId, (scope) => changeClaimedDocument(scope, task.document, { stage }), { mayBeLost: true });
  const startedAt = performance.now();
  const result = await work();
  task.onStage(stage, (performance.now() - startedAt) / 1_000);
  return result;
}
