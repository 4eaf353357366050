import type { TenantScope } from '../database.ts';
import { selectConversations } from './select-conversations.ts';

/** The tenant's conversations, latest first, at most `limit`. */
export async function listConversations(scope: TenantScope, page: { limit: number; channelId?: string }) {
  let query = selectConversations(scope).orderBy('c.lastMessageAt', 'desc').limit(page.limit);
  if (page.channelId !== undefined) query = query.where('c.channelId', '=', page.channelId);
  return query.execute();
}

/** The messages of a conversation in order; undefined when it does not exist in this tenant. */
export async function listMessages(
  { sql: statements, tenantId }: TenantScope,
  page: { conversationId: string; afterSeq: number; limit: number },
) {
  const conversation = await statements
    .selectFrom('conversations')
    .where('tenantId', '=', tenantId)
    .where('id', '=', page.conversationId)
    .select('id')
    .executeTakeFirst();
  if (!conversation) return undefined;
  return statements
    .selectFrom('messages')
    .where('tenantId', '=', tenantId)
    .where('conversationId', '=', page.conversationId)
    .where('seq', '>', page.afterSeq)
    .select([
      'id',
      'seq',
      'part',
      'direction',
      'author',
      'kind',
      'content',
      'state',
      'stateReason',
      'providerMessageId',
      'turnId',
      'createdAt',
      'sentAt',
      'deliveredAt',
      'readAt',
    ])
    .orderBy('seq')
    .orderBy('part')
    .limit(page.limit)
    .execute();
}
