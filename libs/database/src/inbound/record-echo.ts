import { sql } from 'kysely';

import { newId, type MessageContent } from '@sylion/schemas';

import { changeSpeaker } from '../conversations/change-speaker.ts';
import type { TenantScope } from '../database.ts';

export interface Echo {
  readonly channelId: string;
  readonly endUserId: string;
  readonly providerMessageId: string;
  readonly content: MessageContent;
  readonly sentAt: Date;
}

/** Stores what a human of the business typed in the phone app, and lets them take the conversation over. Known echoes change nothing. */
export async function recordEcho(scope: TenantScope, echo: Echo): Promise<void> {
  const { sql: statements, tenantId } = scope;
  const owner = { tenantId, channelId: echo.channelId, endUserId: echo.endUserId };
  await statements
    .insertInto('conversations')
    .values({ ...owner, id: newId(), replyPhone: null, replyBsuid: null, summary: null })
    .onConflict((conflict) => conflict.columns(['tenantId', 'channelId', 'endUserId']).doNothing())
    .execute();
  const conversation = await statements
    .selectFrom('conversations')
    .where('tenantId', '=', tenantId)
    .where('channelId', '=', echo.channelId)
    .where('endUserId', '=', echo.endUserId)
    .select(['id', 'nextSeq'])
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const stored = await statements
    .insertInto('messages')
    .values({
      tenantId,
      id: newId(),
      conversationId: conversation.id,
      channelId: echo.channelId,
      seq: conversation.nextSeq,
      direction: 'outbound',
      author: 'human',
      kind: echo.content.kind,
      content: JSON.stringify(echo.content),
      raw: null,
      providerMessageId: echo.providerMessageId,
      replyTo: null,
      turnId: null,
      epoch: null,
      state: 'sent',
      stateReason: null,
      providerAt: echo.sentAt,
      sentAt: echo.sentAt,
      isRendered: true,
    })
    .onConflict((conflict) => conflict.columns(['channelId', 'providerMessageId']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!stored) return;
  await statements
    .updateTable('conversations')
    .set({ nextSeq: conversation.nextSeq + 1, lastMessageAt: sql<Date>`now()`, unansweredSince: null, unansweredCount: 0 })
    .where('tenantId', '=', tenantId)
    .where('id', '=', conversation.id)
    .execute();
  await changeSpeaker(scope, {
    conversationId: conversation.id,
    handledBy: 'human',
    actor: { kind: 'system', id: 'phone_app' },
    reason: 'echo_from_phone_app',
  });
}
