import { DatabaseUnavailable, DocumentClaimLost, releaseDocument } from '@sylion/database';
import type { DocumentProblem } from '@sylion/knowledge';

import type { IngestTask } from './ingest-context.ts';

/** Gives a document back after a run that did not end it. If even that cannot be said, its lease runs out by itself. */
export async function giveBack({ database, tenantId, document }: IngestTask, waitsFor: DocumentProblem | null = null): Promise<void> {
  await database
    .asTenant(tenantId, (scope) => releaseDocument(scope, document, waitsFor))
    .catch((error: unknown) => {
      if (!(error instanceof DocumentClaimLost || error instanceof DatabaseUnavailable)) throw error;
    });
}
