import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

/** How a POST ended, in the outbox's words. `retry` is only for sends that surely did not go out; `paced` was not even tried. */
export type SendRecord =
  | { readonly kind: 'sent'; readonly providerMessageId: string }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'retry'; readonly reason: string; readonly delayMs: number }
  | { readonly kind: 'paced'; readonly delayMs: number }
  | { readonly kind: 'failed'; readonly reason: string };

/** The end of one bubble's send. `text`: as it was rendered for it. */
export interface EndedSend {
  readonly messageId: string;
  readonly record: SendRecord;
  readonly text?: string;
}

/** What `record_send` writes down, and of which bubbles only. */
export interface BubbleChange {
  readonly state: 'queued' | 'unknown' | 'sent' | 'failed' | 'cancelled';
  readonly reason?: string;
  readonly from?: readonly ('queued' | 'sending' | 'unknown')[];
  readonly attempt?: number;
  readonly attempts?: number;
  readonly delayMs?: number;
  readonly providerMessageId?: string;
  readonly text?: string;
}

/**
 * Records how the POST of a `sending` bubble ended. A status webhook may have been faster: then its state stands, and only the
 * provider's message id is kept.
 */
export const recordSend = (scope: TenantScope, messageId: string, record: SendRecord, text?: string): Promise<void> =>
  changeBubble(scope, messageId, toChange(record, text));

export async function changeBubble({ sql: statements, tenantId }: TenantScope, messageId: string, change: BubbleChange): Promise<void> {
  await sql`select record_send(${tenantId}, ${messageId}, ${JSON.stringify(change)}::jsonb)`.execute(statements);
}

export function toChange(record: SendRecord, text?: string): BubbleChange {
  switch (record.kind) {
    case 'sent':
      return { state: 'sent', providerMessageId: record.providerMessageId, text };
    case 'unknown':
    case 'failed':
      return { state: record.kind, reason: record.reason, from: ['sending'], text };
    case 'retry':
      return { state: 'queued', reason: record.reason, delayMs: record.delayMs, from: ['sending'], text };
    case 'paced':
      return { state: 'queued', reason: 'paced', delayMs: record.delayMs, attempts: -1, from: ['sending'], text };
  }
}
