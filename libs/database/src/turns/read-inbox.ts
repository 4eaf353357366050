import { sql } from 'kysely';

import { readAssistantSettings } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import { toKnowledge, type AssignedBase } from '../knowledge/assistant-knowledge.ts';
import type { Inbox, InboxMessage, SaidMessage } from './inbox.ts';

/** How far back `said` goes: at least so many messages, and at most. */
const recentMessages = 80;
const mostMessages = 200;

/** Reads all that a turn starts from and locks nothing; undefined when there is nothing to answer. One round trip. */
export async function readInbox({ sql: statements, tenantId }: TenantScope, conversationId: string): Promise<Inbox | undefined> {
  const { rows } = await sql<{ inbox: StoredInbox | null }>`
    select read_inbox(${tenantId}, ${conversationId}, ${recentMessages}, ${mostMessages}) as inbox`.execute(statements);
  const inbox = rows[0]?.inbox;
  return inbox ? toInbox(inbox) : undefined;
}

/** As JSON has it. */
type Stored<Value> = { readonly [Key in keyof Value]: Date extends Value[Key] ? string | Exclude<Value[Key], Date> : Value[Key] };
type StoredInbox = Stored<Omit<Inbox, 'assistant' | 'unanswered' | 'said'>> & {
  readonly assistant: {
    readonly id: string;
    readonly version: number | null;
    readonly settings: unknown;
    readonly knowledgeBases: AssignedBase[];
  } | null;
  readonly unanswered: readonly Stored<InboxMessage>[];
  readonly said: readonly Stored<SaidMessage>[];
};

const toInbox = (inbox: StoredInbox): Inbox => ({
  ...inbox,
  now: new Date(inbox.now),
  claimedUntil: toTime(inbox.claimedUntil),
  lastInboundAt: toTime(inbox.lastInboundAt),
  overQuotaNotifiedAt: toTime(inbox.overQuotaNotifiedAt),
  welcomedAt: toTime(inbox.welcomedAt),
  closedNotifiedAt: toTime(inbox.closedNotifiedAt),
  quietSince: toTime(inbox.quietSince),
  rateNotifiedAt: toTime(inbox.rateNotifiedAt),
  apologisedAt: toTime(inbox.apologisedAt),
  answerNotBefore: toTime(inbox.answerNotBefore),
  optedOutAt: toTime(inbox.optedOutAt),
  blockedAt: toTime(inbox.blockedAt),
  assistant: inbox.assistant && toAssistant(inbox.assistant),
  unanswered: inbox.unanswered.map((message) => ({
    ...message,
    receivedAt: new Date(message.receivedAt),
    writtenAt: new Date(message.writtenAt),
  })),
  said: inbox.said.map((message) => ({ ...message, at: new Date(message.at) })),
});

function toAssistant({ id, version, settings: stored, knowledgeBases }: NonNullable<StoredInbox['assistant']>): Inbox['assistant'] {
  const settings = readAssistantSettings(stored);
  return { id, version, settings, knowledge: toKnowledge(settings, knowledgeBases) };
}

const toTime = (stored: string | null): Date | null => (stored === null ? null : new Date(stored));
