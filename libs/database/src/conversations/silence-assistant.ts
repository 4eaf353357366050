import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

/**
 * Raises the epoch of every conversation of an end user and withdraws what the assistant had queued there: no turn under way can
 * commit, and no bubble of the assistant leaves any more. What a human wrote stays. Returns the new epochs by conversation.
 */
export async function silenceAssistant({ sql: statements, tenantId }: TenantScope, endUserId: string): Promise<Map<string, number>> {
  const raised = await statements
    .updateTable('conversations')
    .set((eb) => ({ epoch: eb('epoch', '+', 1), updatedAt: sql<Date>`now()` }))
    .where('tenantId', '=', tenantId)
    .where('endUserId', '=', endUserId)
    .returning(['id', 'epoch'])
    .execute();
  if (raised.length === 0) return new Map();
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
  return new Map(raised.map(({ id, epoch }) => [id, epoch]));
}
