import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { writeAudit } from '../tenants/write-audit.ts';

/** Falls silent in a conversation, or talks in it again; the audit log tells which turn decided so. Events are the table's own. */
export async function noteQuiet(
  { sql: statements, tenantId }: TenantScope,
  { conversationId, turnId, isQuiet, reason }: { conversationId: string; turnId: string; isQuiet: boolean; reason: string },
): Promise<void> {
  await statements
    .updateTable('conversations')
    .set({ quietSince: isQuiet ? sql<Date>`now()` : null })
    .where('tenantId', '=', tenantId)
    .where('id', '=', conversationId)
    .execute();
  await writeAudit(statements, {
    tenantId,
    actor: { kind: 'system', id: `turn:${turnId}` },
    action: isQuiet ? 'conversation.went_quiet' : 'conversation.resumed',
    subjectKind: 'conversation',
    subjectId: conversationId,
    after: { reason },
  });
}

/**
 * Remembers how an outage stands: that the end user was told of it (`isTold`), and when the model is asked again. An answer ends it:
 * without either, both are forgotten.
 */
export async function noteOutage(
  { sql: statements, tenantId }: TenantScope,
  conversationId: string,
  { isTold = false, retryInMs }: { isTold?: boolean; retryInMs?: number },
): Promise<void> {
  const isOver = !isTold && retryInMs === undefined;
  await statements
    .updateTable('conversations')
    .set({
      ...(isTold && { apologisedAt: sql<Date>`now()` }),
      ...(isOver && { apologisedAt: null }),
      answerNotBefore: retryInMs === undefined ? null : sql<Date>`clock_timestamp() + ${retryInMs} * interval '1 ms'`,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', conversationId)
    .execute();
}
