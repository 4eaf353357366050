import { sql } from 'kysely';

import { readAssistantSettings, type MessageContent } from '@sylion/schemas';

import { publishedSettings } from '../assistants/published-settings.ts';
import type { TenantScope } from '../database.ts';

/** One unanswered inbound message, with the state of its media if it has any. Times are the database's. */
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

export type Inbox = NonNullable<Awaited<ReturnType<typeof lockInbox>>>;

/**
 * Locks a conversation for this transaction and reads all that a turn starts from, with the assistant as it is published now; undefined
 * when it does not exist.
 */
export async function lockInbox({ sql: statements, tenantId }: TenantScope, conversationId: string) {
  const head = await statements
    .selectFrom('conversations as c')
    .innerJoin('channels as ch', (join) => join.onRef('ch.tenantId', '=', 'c.tenantId').onRef('ch.id', '=', 'c.channelId'))
    .innerJoin('endUsers as e', (join) => join.onRef('e.tenantId', '=', 'c.tenantId').onRef('e.id', '=', 'c.endUserId'))
    .innerJoin('tenants as t', 't.id', 'c.tenantId')
    .leftJoin('assistants as a', (join) => join.onRef('a.tenantId', '=', 'ch.tenantId').onRef('a.id', '=', 'ch.assistantId'))
    .where('c.tenantId', '=', tenantId)
    .where('c.id', '=', conversationId)
    .select(sql<Date>`clock_timestamp()`.as('now'))
    .select([
      'c.id',
      'c.channelId',
      'c.endUserId',
      'c.handledBy',
      'c.epoch',
      'c.claim',
      'c.claimedUntil',
      'c.lastInboundSeq',
      'c.summary',
      'c.summaryThroughSeq',
      'c.overQuotaNotifiedAt',
      'c.welcomedAt',
      'c.closedNotifiedAt',
      'c.unknownCount',
      'c.lastInboundAt',
      'c.quietSince',
      'c.rateNotifiedAt',
      'c.apologisedAt',
      'c.answerNotBefore',
    ])
    .select([
      'ch.status as channelStatus',
      'e.displayName',
      'e.locale as endUserLocale',
      'e.optedOutAt',
      'e.blockedAt',
      't.name as tenantName',
      't.status as tenantStatus',
      't.defaultLocale',
    ])
    .select(['a.id as assistantId', 'a.publishedVersion'])
    .select(publishedSettings('a'))
    .forNoKeyUpdate('c')
    .executeTakeFirst();
  if (!head) return undefined;
  const rows = await statements
    .selectFrom('messages as m')
    .leftJoin('messageMedia as mm', (join) => join.onRef('mm.tenantId', '=', 'm.tenantId').onRef('mm.messageId', '=', 'm.id'))
    .where('m.tenantId', '=', tenantId)
    .where('m.conversationId', '=', conversationId)
    .where('m.state', '=', 'received')
    .select([
      'm.id',
      'm.seq',
      'm.content',
      'm.providerMessageId',
      'm.createdAt',
      'm.providerAt',
      'mm.state as mediaState',
      'mm.objectUri',
      'mm.mimeType',
      'mm.filename',
    ])
    .orderBy('m.providerAt')
    .orderBy('m.seq') // webhooks arrive in any order; WhatsApp's own clock counts in seconds
    .execute();
  const unanswered = rows.map((row): InboxMessage => ({
    id: row.id,
    seq: row.seq,
    content: row.content,
    providerMessageId: row.providerMessageId,
    receivedAt: row.createdAt,
    writtenAt: row.providerAt ?? row.createdAt,
    media:
      row.mediaState === null || row.mimeType === null
        ? null
        : { state: row.mediaState, uri: row.objectUri, mimeType: row.mimeType, filename: row.filename },
  }));
  const { assistantId, publishedVersion, publishedSettings: settings, ...conversation } = head;
  const assistant =
    assistantId === null ? null : { id: assistantId, version: publishedVersion || null, settings: readAssistantSettings(settings) };
  return { ...conversation, assistant, unanswered };
}
