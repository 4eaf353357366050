import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

/** The newest messages of a conversation up to `throughSeq` and our answers among them, with the times at which they came and went, oldest first. */
export async function readExchange(
  { sql: statements, tenantId }: TenantScope,
  { conversationId, throughSeq, limit }: { conversationId: string; throughSeq: number; limit: number },
) {
  const rows = await statements
    .selectFrom('messages')
    .where('tenantId', '=', tenantId)
    .where('conversationId', '=', conversationId)
    .where('seq', '<=', throughSeq)
    .where('part', '=', 0)
    .where('state', 'not in', ['cancelled', 'failed'])
    .select(['author', 'content', sql<Date>`coalesce(sent_at, created_at)`.as('at')])
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse();
}
