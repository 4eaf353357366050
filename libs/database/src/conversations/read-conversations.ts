import type { TenantScope } from '../database.ts';

/** The tenant's conversations, latest first, at most `limit`. */
export async function listConversations({ sql: statements, tenantId }: TenantScope, page: { limit: number; channelId?: string }) {
  let query = statements
    .selectFrom('conversations as c')
    .innerJoin('endUsers as e', (join) => join.onRef('e.tenantId', '=', 'c.tenantId').onRef('e.id', '=', 'c.endUserId'))
    .where('c.tenantId', '=', tenantId)
    .select([
      'c.id',
      'c.channelId',
      'c.endUserId',
      'c.handledBy',
      'c.epoch',
      'c.lastInboundAt',
      'c.lastMessageAt',
      'c.createdAt',
      'e.displayName',
      'e.optedOutAt',
    ])
    .orderBy('c.lastMessageAt', 'desc')
    .limit(page.limit);
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
