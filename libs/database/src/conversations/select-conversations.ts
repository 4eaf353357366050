import type { TenantScope } from '../database.ts';

/** The tenant's conversations (`c`) with their end users (`e`), as lists show them. */
export const selectConversations = ({ sql: statements, tenantId }: TenantScope) =>
  statements
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
      'c.closedAt',
      'c.unansweredSince',
      'c.unansweredCount',
      'c.quietSince',
      'c.createdAt',
      'e.displayName',
      'e.optedOutAt',
      'e.blockedAt',
    ]);
