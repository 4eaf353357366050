import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

/** Stores the rolling summary unless a later one is there already. */
export async function saveSummary(
  { sql: statements, tenantId }: TenantScope,
  { conversationId, summary, throughSeq }: { conversationId: string; summary: string; throughSeq: number },
): Promise<void> {
  await statements
    .updateTable('conversations')
    .set({ summary, summaryThroughSeq: throughSeq, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', conversationId)
    .where('summaryThroughSeq', '<', throughSeq)
    .execute();
}
