import { changeClaimedDocument, DatabaseUnavailable, DocumentClaimLost } from '@sylion/database';
import type { DocumentProblem } from '@sylion/knowledge';

import type { IngestTask } from './ingest-context.ts';

/** Gives the document back as it is, and says what it waits for. */
export async function noteOutage({ database, tenantId, document }: IngestTask, code: DocumentProblem | null): Promise<void> {
  await database
    .asTenant(tenantId, (scope) => changeClaimedDocument(scope, document, { stateReason: code, claimedUntil: null }))
    .catch((error: unknown) => {
      if (!(error instanceof DocumentClaimLost || error instanceof DatabaseUnavailable)) throw error;
    });
}
