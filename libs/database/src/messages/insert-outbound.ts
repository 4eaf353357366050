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
  const { rows } = await sql<{ seq: number }>`select queue_bubble(${tenantId}, ${JSON.stringify(message)}) as seq`.execute(statements);
  return rows[0]?.seq ?? 0;
}
