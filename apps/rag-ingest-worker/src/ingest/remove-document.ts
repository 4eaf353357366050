import { removeDocument as removeRow } from '@sylion/database';

import type { IngestTask } from './ingest-context.ts';

/**
 * Takes away what is left of a deleted document: it answers nothing since the DELETE returned; its entry in managed search, its objects
 * and at last its row follow here.
 */
export async function removeDocument({ database, store, managed, tenantId, document, modelTimeoutMs, signal }: IngestTask): Promise<void> {
  if (document.mode === 'vertex_search' && managed)
    await managed.deleteDocument(managed.documentId(tenantId, document.id), { timeoutMs: modelTimeoutMs, signal, tenantId });
  await store.removePrefix(tenantId, `documents/${document.id}`);
  await database.asTenant(tenantId, (scope) => removeRow(scope, document));
}
