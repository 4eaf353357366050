import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

/** How a POST ended, in the outbox's words. `retry` is only for sends that surely did not go out; `paced` was not even tried. */
export type SendRecord =
  | { readonly kind: 'sent'; readonly providerMessageId: string }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'retry'; readonly reason: string; readonly delayMs: number }
  | { readonly kind: 'paced'; readonly delayMs: number }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Records how the POST of a `sending` bubble ended. A status webhook may have been faster: then its state stands, and only the
 * provider's message id is kept.
 */
export async function recordSend({ sql: statements, tenantId }: TenantScope, messageId: string, record: SendRecord): Promise<void> {
  const bubble = statements.updateTable('messages').where('tenantId', '=', tenantId).where('id', '=', messageId);
  if (record.kind === 'sent') {
    await bubble
      .set({
        providerMessageId: sql<string>`coalesce(provider_message_id, ${record.providerMessageId})`,
        sentAt: sql<Date>`coalesce(sent_at, now())`,
        state: sql<string>`advance_delivery(state, 'sent')`,
        stateReason: sql<string | null>`case when state in ('queued', 'sending', 'unknown') then null else state_reason end`,
        updatedAt: sql<Date>`now()`,
      })
      .execute();
    return;
  }
  const open = bubble.where('state', '=', 'sending');
  if (record.kind === 'paced') {
    await open
      .set((eb) => ({
        state: 'queued',
        stateReason: 'paced',
        attempts: eb('attempts', '-', 1),
        notBefore: inMs(record.delayMs),
        updatedAt: sql<Date>`now()`,
      }))
      .execute();
  } else if (record.kind === 'retry') {
    await open.set({ state: 'queued', stateReason: record.reason, notBefore: inMs(record.delayMs), updatedAt: sql<Date>`now()` }).execute();
  } else {
    await open
      .set({ state: record.kind === 'unknown' ? 'unknown' : 'failed', stateReason: record.reason, updatedAt: sql<Date>`now()` })
      .execute();
  }
}

const inMs = (delayMs: number) => sql<Date>`clock_timestamp() + ${delayMs} * interval '1 ms'`;
