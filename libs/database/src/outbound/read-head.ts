import { sql } from 'kysely';

import type { Author, MessageContent, Provider } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import { toChange, type EndedSend } from './record-send.ts';

/** A conversation with all that decides over the next thing to leave it; what `claim_bubble` answers. */
export type OutboxHead = FoundConversation & (FoundBubble | { readonly bubbleId: null });

interface FoundConversation {
  readonly now: Date;
  readonly channelId: string;
  readonly provider: Provider;
  readonly providerKey: string;
  readonly credentialsCiphertext: Buffer;
  readonly heldBecause: string | null;
  readonly handledBy: 'assistant' | 'human';
  readonly epoch: number;
  readonly claimedUntil: Date | null;
  readonly lastInboundAt: Date | null;
  readonly typingSentAt: Date | null;
  readonly readThroughSeq: number;
  readonly replyPhone: string | null;
  readonly replyBsuid: string | null;
  readonly blockedAt: Date | null;
  /** The end user's last message that the assistant takes up; looked for only when there is no bubble. */
  readonly lastSeq: number | null;
  readonly lastState: string | null;
  readonly lastProviderMessageId: string | null;
}

/** The first unfinished bubble, as it was before it was taken. */
export interface FoundBubble extends FoundConversation {
  readonly bubbleId: string;
  readonly author: Author;
  readonly content: MessageContent;
  readonly bubbleEpoch: number | null;
  readonly state: 'queued' | 'sending' | 'unknown';
  readonly attempts: number;
  readonly isRendered: boolean;
  readonly notBefore: Date | null;
  readonly sendingAt: Date | null;
  readonly replyTo: string | null;
  readonly fileId: string | null;
  readonly objectPath: string | null;
  readonly mimeType: string | null;
  readonly filename: string | null;
  readonly providerMediaId: string | null;
  /** It is `sending` now, and ours. */
  readonly isTaken: boolean;
}

/** Records how a send ended, looks at the outbox, and takes its first bubble if it could leave now: one round trip. */
export async function readHead(
  { sql: statements, tenantId }: TenantScope,
  conversationId: string,
  ended: EndedSend | undefined,
): Promise<OutboxHead | undefined> {
  const record = ended && JSON.stringify({ messageId: ended.messageId, ...toChange(ended.record, ended.text) });
  const { rows } = await sql<OutboxHead>`select * from claim_bubble(${tenantId}, ${conversationId}, ${record ?? null}::jsonb)`.execute(
    statements,
  );
  return rows[0];
}
