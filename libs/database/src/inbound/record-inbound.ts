import { sql } from 'kysely';

import type { InboundState, MediaReference, MessageContent, OutboundState } from '@sylion/schemas';

import type { Database } from '../database.ts';
import { DatabaseUnavailable, isContention, isLockTimeout, isOvertaken, isUnavailable, RowsHeld } from '../errors.ts';

/** One inbound message on its way into Postgres. Ids are candidates: an end user or conversation that exists already keeps its own. */
export interface InboundMessage {
  readonly tenantId: string;
  readonly channelId: string;
  readonly scope: string;
  readonly id: string;
  readonly endUserId: string;
  readonly conversationId: string;
  readonly mediaId: string | null;
  readonly providerMessageId: string;
  readonly kind: MessageContent['kind'];
  readonly content: MessageContent;
  readonly raw: unknown;
  readonly replyTo: string | null;
  readonly sentAt: string;
  readonly bsuid: string | null;
  readonly parentBsuid: string | null;
  readonly phone: string | null;
  readonly username: string | null;
  readonly displayName: string | null;
  readonly state: Extract<InboundState, 'received' | 'skipped'>;
  readonly stateReason: string | null;
  /** Whether it opens the 24 h service window. */
  readonly opensWindow: boolean;
  readonly media: MediaReference | null;
  /** The identities need a plan (number change …): do not look them up by the short way. */
  readonly needsPlan: boolean;
  readonly identityChange?: { readonly previousBsuid?: string; readonly previousPhone?: string };
  /** `endUserId` is an end user that exists, already resolved. */
  readonly isResolved: boolean;
}

export interface DeliveryStatus {
  readonly tenantId: string;
  readonly channelId: string;
  readonly providerMessageId: string;
  /** Ours, out of the provider's opaque callback data. */
  readonly messageId: string | null;
  readonly status: Extract<OutboundState, 'sent' | 'delivered' | 'read' | 'failed'>;
  readonly at: string;
  readonly error: { readonly code: number } | null;
  readonly pricing: Readonly<Record<string, unknown>> | null;
}

export interface ProviderEventRecord {
  readonly tenantId: string;
  readonly id: string;
  readonly channelId: string | null;
  readonly field: string;
  readonly outcome: 'applied' | 'ignored';
  readonly reason: string;
  readonly payload: unknown;
}

export interface InboundBatch {
  readonly messages: readonly InboundMessage[];
  readonly statuses: readonly DeliveryStatus[];
  readonly events: readonly ProviderEventRecord[];
}

/**
 * What became of one element of the batch, by its position (`ref`) in its list.
 * Messages: `stored_open` (unanswered), `stored` (nothing to answer), `duplicate_open` (known, still unanswered), `duplicate`,
 * `unresolved` (not stored: its identities need a plan), `erased` (not stored: it was erased with its writer). Statuses: `settled` (ended a doubt), `applied`, `unknown_message`.
 */
export interface InboundResult {
  readonly list: 'messages' | 'statuses';
  readonly ref: number;
  readonly outcome:
    'stored_open' | 'stored' | 'duplicate_open' | 'duplicate' | 'unresolved' | 'erased' | 'settled' | 'applied' | 'unknown_message';
  readonly tenantId: string;
  readonly conversationId: string | null;
  readonly mediaId: string | null;
}

const contentionRetries = 3;

/**
 * Commits a whole batch in one round trip and one transaction; when it resolves, everything in it is durable.
 * @throws {DatabaseUnavailable} when Postgres is away, {RowsHeld} when somebody holds a conversation of the batch: then nothing of
 * the batch may be acknowledged.
 */
export async function recordInbound(database: Database, batch: InboundBatch): Promise<InboundResult[]> {
  const numbered = { messages: numberItems(batch.messages), statuses: numberItems(batch.statuses), events: batch.events };
  const text = JSON.stringify(numbered);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { rows } = await sql<InboundResult>`select * from record_inbound(${text}::jsonb)`.execute(database.unscoped);
      return rows;
    } catch (error) {
      if ((isContention(error) || isOvertaken(error)) && attempt < contentionRetries) continue; // each look is a new one
      if (isLockTimeout(error)) throw new RowsHeld(error);
      throw isUnavailable(error) ? new DatabaseUnavailable(error) : error;
    }
  }
}

const numberItems = <Item extends object>(items: readonly Item[]): (Item & { ref: number })[] =>
  items.map((item, ref) => ({ ...item, ref }));
