import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { passOnAnswers } from '../requests/forget-answers.ts';

/**
 * Two end users turned out to be one person: everything of `from` becomes `into`'s. Where both have a conversation on one channel,
 * the messages are appended to the survivor's, and its claim and epoch rise, so that no turn under way commits on half a history.
 * A human who speaks in either goes on speaking.
 */
export async function mergeEndUsers(scope: TenantScope, from: string, into: string): Promise<void> {
  const { sql: statements, tenantId } = scope;
  const conversations = await statements
    .selectFrom('conversations')
    .where('tenantId', '=', tenantId)
    .where('endUserId', 'in', [from, into])
    .select([
      'id',
      'channelId',
      'endUserId',
      'nextSeq',
      'lastInboundAt',
      'lastInboundSeq',
      'lastMessageAt',
      'handledBy',
      'closedAt',
      'unansweredSince',
      'unansweredCount',
      'replyPhone',
      'replyBsuid',
    ])
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const absorbed of conversations.filter((conversation) => conversation.endUserId === from)) {
    const survivor = conversations.find((conversation) => conversation.endUserId === into && conversation.channelId === absorbed.channelId);
    if (!survivor) {
      await statements
        .updateTable('conversations')
        .set({ endUserId: into })
        .where('tenantId', '=', tenantId)
        .where('id', '=', absorbed.id)
        .execute();
      continue;
    }
    const offset = survivor.nextSeq - 1;
    await statements
      .updateTable('messages')
      .set({ conversationId: survivor.id, seq: sql<number>`seq + ${offset}`, ...withdrawn })
      .where('tenantId', '=', tenantId)
      .where('conversationId', '=', absorbed.id)
      .execute();
    await statements
      .updateTable('messageMedia')
      .set({ conversationId: survivor.id })
      .where('tenantId', '=', tenantId)
      .where('conversationId', '=', absorbed.id)
      .execute();
    await statements
      .updateTable('turns')
      .set({ conversationId: survivor.id })
      .where('tenantId', '=', tenantId)
      .where('conversationId', '=', absorbed.id)
      .execute();
    await statements
      .updateTable('conversations')
      .set({
        nextSeq: offset + absorbed.nextSeq,
        lastInboundSeq: absorbed.lastInboundSeq > 0 ? absorbed.lastInboundSeq + offset : survivor.lastInboundSeq,
        lastInboundAt: sql<Date>`greatest(last_inbound_at, ${absorbed.lastInboundAt}::timestamptz)`,
        lastMessageAt: sql<Date>`greatest(last_message_at, ${absorbed.lastMessageAt}::timestamptz)`,
        closedAt: sql<Date | null>`case when ${absorbed.closedAt}::timestamptz is null then null else closed_at end`,
        unansweredSince: sql<Date | null>`least(unanswered_since, ${absorbed.unansweredSince}::timestamptz)`,
        unansweredCount: survivor.unansweredCount + absorbed.unansweredCount,
        handledBy: [survivor.handledBy, absorbed.handledBy].includes('human') ? 'human' : 'assistant',
        claim: sql<number>`claim + 1`,
        claimedUntil: null,
        epoch: sql<number>`epoch + 1`,
        replyPhone: survivor.replyPhone ?? absorbed.replyPhone,
        replyBsuid: survivor.replyBsuid ?? absorbed.replyBsuid,
        updatedAt: sql<Date>`now()`,
      })
      .where('tenantId', '=', tenantId)
      .where('id', '=', survivor.id)
      .execute();
    await passOnAnswers(scope, absorbed.id, survivor.id);
    await statements.deleteFrom('conversations').where('tenantId', '=', tenantId).where('id', '=', absorbed.id).execute();
  }
  await statements
    .updateTable('endUserIdentities')
    .set({ endUserId: into })
    .where('tenantId', '=', tenantId)
    .where('endUserId', '=', from)
    .execute();
  await sql`
    update end_users survivor set
      opted_out_at = coalesce(survivor.opted_out_at, absorbed.opted_out_at), blocked_at = coalesce(survivor.blocked_at, absorbed.blocked_at),
      display_name = coalesce(survivor.display_name, absorbed.display_name), is_name_kept = survivor.is_name_kept or absorbed.is_name_kept,
      notes = nullif(concat_ws(E'\\n\\n', survivor.notes, absorbed.notes), ''), locale = coalesce(survivor.locale, absorbed.locale), updated_at = now()
    from end_users absorbed
    where survivor.tenant_id = ${tenantId} and survivor.id = ${into} and absorbed.tenant_id = ${tenantId} and absorbed.id = ${from}`.execute(
    statements,
  );
  // Who asked to be erased is the other one, too.
  await statements
    .updateTable('erasures')
    .set({ endUserId: into })
    .where('tenantId', '=', tenantId)
    .where('endUserId', '=', from)
    .where('state', '=', 'requested')
    .where((eb) => eb.not(eb.exists(eb.selectFrom('erasures').where('tenantId', '=', tenantId).where('endUserId', '=', into).select('id'))))
    .execute();
  await passOnAnswers(scope, from, into);
  await statements.deleteFrom('endUsers').where('tenantId', '=', tenantId).where('id', '=', from).execute();
}

/** Bubbles of the absorbed conversation that have not left would answer half a history. */
const isWithdrawn = sql<boolean>`state = 'queued' and author <> 'human'`;
const withdrawn = {
  state: sql<string>`case when ${isWithdrawn} then 'cancelled' else state end`,
  stateReason: sql<string | null>`case when ${isWithdrawn} then 'epoch_changed' else state_reason end`,
};
