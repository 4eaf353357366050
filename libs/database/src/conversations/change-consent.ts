import { sql } from 'kysely';

import { newId } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';

/**
 * Records that an end user opted out or in again, in every conversation of theirs: opting out raises the epoch, so that nothing the
 * assistant was about to say leaves. Audited with the message that asked for it. Returns the epoch of the conversation it came from.
 */
export async function changeConsent(
  { sql: statements, tenantId }: TenantScope,
  change: { endUserId: string; conversationId: string; isOptedOut: boolean; messageId: string },
): Promise<number> {
  await statements
    .updateTable('endUsers')
    .set({ optedOutAt: change.isOptedOut ? sql<Date>`now()` : null, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', change.endUserId)
    .execute();
  const raised = await statements
    .updateTable('conversations')
    .set((eb) => ({ epoch: eb('epoch', '+', 1), updatedAt: sql<Date>`now()` }))
    .where('tenantId', '=', tenantId)
    .where('endUserId', '=', change.endUserId)
    .returning(['id', 'epoch'])
    .execute();
  await statements
    .updateTable('messages')
    .set({ state: 'cancelled', stateReason: 'epoch_changed', updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where(
      'conversationId',
      'in',
      raised.map(({ id }) => id),
    )
    .where('direction', '=', 'outbound')
    .where('state', '=', 'queued')
    .where('author', '!=', 'human')
    .execute();
  await statements
    .insertInto('auditLog')
    .values({
      tenantId,
      id: newId(),
      actorKind: 'end_user',
      actorId: change.endUserId,
      action: change.isOptedOut ? 'end_user.opted_out' : 'end_user.opted_in',
      subjectKind: 'end_user',
      subjectId: change.endUserId,
      before: null,
      after: JSON.stringify({ messageId: change.messageId }),
      requestId: null,
    })
    .execute();
  const own = raised.find(({ id }) => id === change.conversationId);
  if (!own) throw new Error('the conversation does not belong to the end user');
  return own.epoch;
}
