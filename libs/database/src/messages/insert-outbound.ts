import { sql } from 'kysely';

import type { Author, MessageContent } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';

export interface NewOutbound {
  readonly messageId: string;
  readonly conversationId: string;
  readonly channelId: string;
  readonly author: Exclude<Author, 'end_user'>;
  readonly content: MessageContent;
  readonly epoch: number;
  readonly turnId?: string;
  readonly replyTo?: string;
}

/**
 * Queues one outbound message at the end of a locked conversation: the row is the outbox entry. It answers whoever waited, unless a human
 * handles the conversation and this is not theirs: what the assistant says on handing over leaves the end user waiting. Returns its seq.
 */
export async function insertOutbound({ sql: statements, tenantId }: TenantScope, message: NewOutbound): Promise<number> {
  const { seq } = await statements
    .updateTable('conversations')
    .set((eb) => ({
      nextSeq: eb('nextSeq', '+', 1),
      lastMessageAt: sql<Date>`now()`,
      unansweredSince: sql<Date | null>`case when ${isAnswer(message)} then null else unanswered_since end`,
      unansweredCount: sql<number>`case when ${isAnswer(message)} then 0 else unanswered_count end`,
      updatedAt: sql<Date>`now()`,
    }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', message.conversationId)
    .returning((eb) => eb('nextSeq', '-', 1).as('seq'))
    .executeTakeFirstOrThrow();
  await statements
    .insertInto('messages')
    .values({
      tenantId,
      id: message.messageId,
      conversationId: message.conversationId,
      channelId: message.channelId,
      seq: Number(seq),
      direction: 'outbound',
      author: message.author,
      kind: message.content.kind,
      content: JSON.stringify(message.content),
      raw: null,
      providerMessageId: null,
      replyTo: message.replyTo ?? null,
      turnId: message.turnId ?? null,
      epoch: message.epoch,
      state: 'queued',
      stateReason: null,
    })
    .execute();
  return Number(seq);
}

const isAnswer = ({ author }: NewOutbound) => (author === 'human' ? sql<boolean>`true` : sql<boolean>`handled_by = 'assistant'`);
