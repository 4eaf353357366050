import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

/** Ends a document that could not be made searchable, with a code that a person can act on. */
export async function failDocument({ sql: statements, tenantId }: TenantScope, documentId: string, reason: string): Promise<void> {
  await statements
    .updateTable('knowledgeDocuments')
    .set({ state: 'failed', stateReason: reason, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', documentId)
    .where('state', 'in', ['queued', 'processing'])
    .execute();
}
