import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { selectConversations } from './select-conversations.ts';

/** One conversation as lists show it; undefined when there is none such in this tenant. */
export async function findConversation(scope: TenantScope, conversationId: string) {
  return selectConversations(scope).where('c.id', '=', conversationId).executeTakeFirst();
}

/** Locks a conversation for one who is about to write in it, with all that may forbid it and the database's clock. */
export async function lockToWrite({ sql: statements, tenantId }: TenantScope, conversationId: string) {
  return statements
    .selectFrom('conversations as c')
    .innerJoin('channels as ch', (join) => join.onRef('ch.tenantId', '=', 'c.tenantId').onRef('ch.id', '=', 'c.channelId'))
    .innerJoin('endUsers as e', (join) => join.onRef('e.tenantId', '=', 'c.tenantId').onRef('e.id', '=', 'c.endUserId'))
    .where('c.tenantId', '=', tenantId)
    .where('c.id', '=', conversationId)
    .select(['c.channelId', 'c.handledBy', 'c.epoch', 'c.lastInboundAt', 'e.blockedAt', 'e.optedOutAt', 'ch.provider'])
    .select(sql<Date>`clock_timestamp()`.as('now'))
    .forNoKeyUpdate('c')
    .executeTakeFirst();
}
