import { sql } from 'kysely';

import { newId, type HandledBy, type SpeakerChange } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';

/** Who does something. `user`: somebody whom an identity provider vouches for; the id is the issuer and its subject. */
export interface Actor {
  readonly kind: 'platform' | 'api_key' | 'user' | 'end_user' | 'system';
  readonly id?: string;
}

/**
 * Changes who may speak in a conversation: raises the epoch, so that no turn under way can commit and no unsent assistant bubble
 * leaves; ends what waits for an answer and opens the conversation again when a human takes over; ends a silence of the assistant, who may be handed back what it already has; writes the audit entry. Returns the new
 * epoch, or undefined when the conversation does not exist. Taking over twice is one take-over. `isHandOff`: the assistant itself asked for
 * the human.
 */
export async function changeSpeaker(
  { sql: statements, tenantId }: TenantScope,
  change: { conversationId: string; handledBy: HandledBy; actor: Actor; reason: string; requestId?: string; isHandOff?: boolean },
): Promise<number | undefined> {
  const before = await statements
    .selectFrom('conversations')
    .where('tenantId', '=', tenantId)
    .where('id', '=', change.conversationId)
    .select(['handledBy', 'epoch', 'quietSince'])
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!before || (before.handledBy === change.handledBy && before.quietSince === null)) return before?.epoch;
  const epoch = before.epoch + 1;
  await statements
    .updateTable('conversations')
    .set({
      handledBy: change.handledBy,
      speakerChange: speakerChangeOf(change),
      epoch,
      quietSince: null,
      ...(change.handledBy === 'human' && { closedAt: null }),
      updatedAt: sql<Date>`now()`,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', change.conversationId)
    .execute();
  await statements
    .updateTable('messages')
    .set({ state: 'cancelled', stateReason: 'epoch_changed', updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('conversationId', '=', change.conversationId)
    .where('direction', '=', 'outbound')
    .where('state', '=', 'queued')
    .where('author', '!=', 'human')
    .execute();
  if (change.handledBy === 'human') {
    await statements
      .updateTable('messages')
      .set({ state: 'handed_off', stateReason: change.reason, updatedAt: sql<Date>`now()` })
      .where('tenantId', '=', tenantId)
      .where('conversationId', '=', change.conversationId)
      .where('direction', '=', 'inbound')
      .where('state', '=', 'received')
      .execute();
  }
  await statements
    .insertInto('auditLog')
    .values({
      tenantId,
      id: newId(),
      actorKind: change.actor.kind,
      actorId: change.actor.id ?? null,
      action: change.handledBy === 'human' ? 'conversation.taken_over' : 'conversation.handed_back',
      subjectKind: 'conversation',
      subjectId: change.conversationId,
      before: JSON.stringify({ handledBy: before.handledBy, epoch: before.epoch }),
      after: JSON.stringify({ handledBy: change.handledBy, epoch, reason: change.reason }),
      requestId: change.requestId ?? null,
    })
    .execute();
  return epoch;
}

const speakerChangeOf = ({ handledBy, isHandOff = false }: { handledBy: HandledBy; isHandOff?: boolean }): SpeakerChange =>
  handledBy === 'assistant' ? 'handed_back' : isHandOff ? 'handed_off' : 'taken_over';
