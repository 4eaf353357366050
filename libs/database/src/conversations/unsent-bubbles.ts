import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

const nudgeLimit = 1_000;

/** Conversations of a channel with bubbles that have not left yet. At most 1,000: the sweeper finds the rest. */
export async function listUnsentOfChannel({ sql: statements, tenantId }: TenantScope, channelId: string): Promise<string[]> {
  const rows = await statements
    .selectFrom('messages')
    .where('tenantId', '=', tenantId)
    .where('channelId', '=', channelId)
    .where('direction', '=', 'outbound')
    .where('state', 'in', ['queued', 'sending', 'unknown'])
    .select('conversationId')
    .distinct()
    .limit(nudgeLimit)
    .execute();
  return rows.map(({ conversationId }) => conversationId);
}

/** Whether a bubble of the assistant may be on the wire: `sending`, and its POST not yet older than the time it is given. */
export async function isAssistantSending(
  { sql: statements, tenantId }: TenantScope,
  conversationId: string,
  sendTimeoutMs: number,
): Promise<boolean> {
  const row = await statements
    .selectFrom('messages')
    .where('tenantId', '=', tenantId)
    .where('conversationId', '=', conversationId)
    .where('direction', '=', 'outbound')
    .where('state', '=', 'sending')
    .where('author', '!=', 'human')
    .where('sendingAt', '>', sql<Date>`clock_timestamp() - ${sendTimeoutMs} * interval '1 ms'`)
    .select('id')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
