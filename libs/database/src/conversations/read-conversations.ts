import { sql } from 'kysely';

import type { HandledBy } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import { beginsWith } from '../end-users/begins-with.ts';
import type { EndUserFilter } from '../end-users/list-end-users.ts';
import { readPage, type PageOrder, type PageRequest } from '../pages/read-page.ts';
import { selectConversations } from './select-conversations.ts';

export interface ConversationFilter extends Pick<EndUserFilter, 'name' | 'identity'> {
  readonly channelId?: string;
  /** Those on the channels on which it answers now. */
  readonly assistantId?: string;
  readonly endUserId?: string;
  readonly handledBy?: HandledBy;
  readonly isClosed?: boolean;
  /** Those whose end user waits for an answer at least as long. */
  readonly unansweredSeconds?: number;
  /** Those in which somebody wrote since. */
  readonly activeSince?: Date;
}

/**
 * The tenant's conversations: latest first; of those that wait, the one that waits longest first; of those searched by their end user, in
 * the order of what was searched for. What people wrote is not searched: full-text operators are not leakproof, so under row-level security
 * no index would serve them, and an index of all messages costs every webhook.
 */
export async function listConversations(scope: TenantScope, { limit, cursor, ...filter }: PageRequest & ConversationFilter) {
  const page = { limit, cursor };
  if (filter.name !== undefined)
    return readPage(
      select(scope, filter).where(beginsWith(sql`e.search_name`, sql`fold_name(${filter.name})`)),
      searched('e.search_name', 'e.id'),
      page,
    );
  if (filter.identity !== undefined)
    return readPage(selectByIdentity(scope, filter, filter.identity), searched(identityValue, 'i.id'), page);
  return readPage(select(scope, filter), filter.unansweredSeconds === undefined ? latestFirst : longestWaitFirst, page);
}

/** By its last message, or by its beginning where nobody wrote yet. Not `coalesce`: under row-level security no cursor enters an index of it. */
const activity = sql<Date>`case when c.last_message_at is null then c.created_at else c.last_message_at end`;
const latestFirst: PageOrder = {
  direction: 'desc',
  by: [
    { column: activity, type: 'time' },
    { column: sql.ref('c.id'), type: 'uuid' },
  ],
};
const longestWaitFirst: PageOrder = {
  direction: 'asc',
  by: [
    { column: sql.ref('c.unanswered_since'), type: 'time' },
    { column: sql.ref('c.id'), type: 'uuid' },
  ],
};

const identityValue = `(i.value collate "C")`;
const searched = (column: string, id: string): PageOrder => ({
  direction: 'asc',
  by: [
    { column: sql.raw(column), type: 'text' },
    { column: sql.ref(id), type: 'uuid' },
    { column: sql.ref('c.id'), type: 'uuid' },
  ],
});

/** Literals where a partial index asks for them. */
function select(scope: TenantScope, filter: ConversationFilter) {
  let query = selectConversations(scope);
  if (filter.channelId !== undefined) query = query.where('c.channelId', '=', filter.channelId);
  if (filter.endUserId !== undefined) query = query.where('c.endUserId', '=', filter.endUserId);
  if (filter.handledBy !== undefined) query = query.where('c.handledBy', '=', sql.lit(filter.handledBy));
  if (filter.isClosed !== undefined) query = query.where('c.closedAt', filter.isClosed ? 'is not' : 'is', null);
  if (filter.activeSince !== undefined) query = query.where(activity, '>=', filter.activeSince);
  if (filter.unansweredSeconds !== undefined)
    query = query
      .where('c.unansweredSince', 'is not', null)
      .where('c.unansweredSince', '<=', sql<Date>`now() - ${filter.unansweredSeconds} * interval '1 second'`);
  const { assistantId } = filter;
  if (assistantId !== undefined)
    query = query.where('c.channelId', 'in', (eb) =>
      eb.selectFrom('channels as ch').where('ch.tenantId', '=', scope.tenantId).where('ch.assistantId', '=', assistantId).select('ch.id'),
    );
  return query;
}

/** Of those they go by now: every end user has one of each kind at most, so no conversation is told twice. */
const selectByIdentity = (scope: TenantScope, filter: ConversationFilter, { kind, value }: NonNullable<EndUserFilter['identity']>) =>
  select(scope, filter)
    .innerJoin('endUserIdentities as i', (join) => join.onRef('i.tenantId', '=', 'e.tenantId').onRef('i.endUserId', '=', 'e.id'))
    .where('i.tenantId', '=', scope.tenantId)
    .where('i.kind', '=', kind)
    .where('i.retiredAt', 'is', null)
    .where(kind === 'bsuid' ? sql<boolean>`${sql.raw(identityValue)} = ${value}` : beginsWith(sql.raw(identityValue), sql`${value}::text`));
