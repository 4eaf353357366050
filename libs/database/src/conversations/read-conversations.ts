import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { readPage, type PageOrder, type PageRequest } from '../pages/read-page.ts';
import { selectConversations } from './select-conversations.ts';

/** By its last message, or by its beginning where nobody wrote yet. */
const latestFirst: PageOrder = {
  direction: 'desc',
  by: [
    { column: sql`coalesce(c.last_message_at, c.created_at)`, type: 'time' },
    { column: sql.ref('c.id'), type: 'uuid' },
  ],
};

/** The tenant's conversations, latest first. */
export async function listConversations(scope: TenantScope, page: PageRequest & { channelId?: string }) {
  let query = selectConversations(scope);
  if (page.channelId !== undefined) query = query.where('c.channelId', '=', page.channelId);
  return readPage(query, latestFirst, page);
}
