import type { AssistantSettings, Author, HandledBy, Locale, MessageContent } from '@sylion/schemas';

import type { KnowledgeOfAssistant } from '../knowledge/assistant-knowledge.ts';
import type { KnownQuota } from '../quotas/reserve-quota.ts';

/** All that a turn starts from, as it was at one moment: a conversation with something to answer. Times are the database's. */
export interface Inbox {
  readonly now: Date;
  readonly id: string;
  readonly channelId: string;
  readonly endUserId: string;
  readonly handledBy: HandledBy;
  readonly epoch: number;
  readonly claim: number;
  readonly claimedUntil: Date | null;
  readonly lastInboundSeq: number;
  readonly lastInboundAt: Date | null;
  readonly summary: string | null;
  readonly summaryThroughSeq: number;
  readonly overQuotaNotifiedAt: Date | null;
  readonly welcomedAt: Date | null;
  readonly closedNotifiedAt: Date | null;
  readonly unknownCount: number;
  readonly quietSince: Date | null;
  readonly rateNotifiedAt: Date | null;
  readonly apologisedAt: Date | null;
  readonly answerNotBefore: Date | null;
  readonly displayName: string | null;
  readonly endUserLocale: Locale | null;
  readonly optedOutAt: Date | null;
  readonly blockedAt: Date | null;
  readonly tenantName: string;
  readonly tenantStatus: 'active' | 'suspended';
  /** As it is published now; null where the channel has none. */
  readonly assistant: {
    readonly id: string;
    readonly version: number | null;
    readonly settings: AssistantSettings;
    readonly knowledge: KnowledgeOfAssistant;
  } | null;
  /** In the order in which they were written. */
  readonly unanswered: readonly InboxMessage[];
  /** What was said up to the newest unanswered message, oldest first: since the summary, and some before it. */
  readonly said: readonly SaidMessage[];
  readonly quotas: readonly KnownQuota[];
  /** How many drafts were thrown away for newer messages since the oldest unanswered one: restarts are bounded. */
  readonly restarts: number;
}

/** One unanswered inbound message, with the state of its media if it has any. */
export interface InboxMessage {
  readonly id: string;
  readonly seq: number;
  readonly content: MessageContent;
  readonly providerMessageId: string | null;
  readonly receivedAt: Date;
  /** By the provider's clock; earlier than `receivedAt` where something was away. */
  readonly writtenAt: Date;
  readonly media: {
    readonly state: 'pending' | 'ready' | 'failed';
    readonly uri: string | null;
    readonly mimeType: string;
    readonly filename: string | null;
  } | null;
}

/** Something of a conversation's past. */
export interface HistoryMessage {
  readonly seq: number;
  readonly author: Author;
  readonly content: MessageContent;
}

/** With the time at which it came or went. None that never arrived; `received`: it is unanswered. */
export interface SaidMessage extends HistoryMessage {
  /** Of a reply that was split: 0 for the first bubble. */
  readonly part: number;
  readonly state: string;
  readonly at: Date;
}
