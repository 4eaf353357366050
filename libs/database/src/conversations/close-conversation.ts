import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { writeAudit } from '../tenants/write-audit.ts';
import { changeSpeaker, type Actor } from './change-speaker.ts';

export interface Closing {
  readonly conversationId: string;
  /** Why, for the audit log. */
  readonly note?: string;
  readonly actor: Actor;
  readonly requestId?: string;
}

/**
 * Closes a conversation until its end user writes again: nothing in it waits any more, and one that a human handles goes back to the
 * assistant, which answers that next message. Audited; closing twice is closing once. Returns false when there is no such conversation.
 */
export async function closeConversation(scope: TenantScope, { conversationId, note, ...by }: Closing): Promise<boolean> {
  const { sql: statements, tenantId } = scope;
  const before = await statements
    .selectFrom('conversations')
    .where('tenantId', '=', tenantId)
    .where('id', '=', conversationId)
    .select(['handledBy', 'closedAt', 'unansweredCount'])
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!before || before.closedAt) return before !== undefined;
  if (before.handledBy === 'human') await changeSpeaker(scope, { conversationId, handledBy: 'assistant', reason: 'closed', ...by });
  await statements
    .updateTable('conversations')
    .set({ closedAt: sql<Date>`now()`, unansweredSince: null, unansweredCount: 0, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', conversationId)
    .execute();
  await writeAudit(statements, {
    ...by,
    tenantId,
    action: 'conversation.closed',
    subjectKind: 'conversation',
    subjectId: conversationId,
    before: { handledBy: before.handledBy, unansweredCount: before.unansweredCount },
    after: note === undefined ? undefined : { note },
  });
  return true;
}
