import { failDocument, type Database } from '@sylion/database';
import { done, type JobOutcome } from '@sylion/queues';
import type { DocumentIngest } from '@sylion/schemas';

/**
 * Makes one document searchable. No extractor reads any format yet, and a document is never called ready without text, so each ends
 * as `failed` with a reason that says so.
 */
export async function ingestDocument({ tenantId, documentId }: DocumentIngest, { database }: { database: Database }): Promise<JobOutcome> {
  await database.asTenant(tenantId, (scope) => failDocument(scope, documentId, 'format_not_supported'));
  return done;
}
