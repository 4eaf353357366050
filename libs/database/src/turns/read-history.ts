import type { Author, MessageContent } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';

export interface HistoryMessage {
  readonly seq: number;
  readonly author: Author;
  readonly content: MessageContent;
}

/** States of what is no part of what was said: bubbles that never arrived, and messages that this very turn answers. */
const neverSaid = ['cancelled', 'failed', 'received'];

/** The newest messages before `beforeSeq` and after the summary, oldest first, at most `limit`. */
export async function readHistory(
  { sql: statements, tenantId }: TenantScope,
  range: { conversationId: string; afterSeq: number; beforeSeq: number; limit: number },
): Promise<HistoryMessage[]> {
  const rows = await statements
    .selectFrom('messages')
    .where('tenantId', '=', tenantId)
    .where('conversationId', '=', range.conversationId)
    .where('seq', '>', range.afterSeq)
    .where('seq', '<', range.beforeSeq)
    .where('state', 'not in', neverSaid)
    .select(['seq', 'author', 'content'])
    .orderBy('seq', 'desc')
    .orderBy('part', 'desc')
    .limit(range.limit)
    .execute();
  return rows.reverse();
}
