import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { readPage, type PageOrder, type PageRequest } from '../pages/read-page.ts';

const latestFirst: PageOrder = {
  direction: 'desc',
  by: [
    { column: sql.ref('startedAt'), type: 'time' },
    { column: sql.ref('id'), type: 'uuid' },
  ],
};

export const turnColumns = [
  'id',
  'conversationId',
  'channelId',
  'assistantId',
  'assistantVersion',
  'state',
  'outcome',
  'model',
  'modelCalls',
  'promptTokens',
  'outputTokens',
  'steps',
  'passages',
  'errorCode',
  'startedAt',
  'finishedAt',
] as const;

export interface TurnFilters {
  readonly conversationId?: string | undefined;
  readonly outcome?: string | undefined;
  readonly assistantId?: string | undefined;
  readonly channelId?: string | undefined;
  /** Begun at or after. */
  readonly from?: Date | undefined;
  /** Begun before. */
  readonly to?: Date | undefined;
}

/** The turns of a tenant that fit, latest first. */
export async function listTurns(
  { sql: statements, tenantId }: TenantScope,
  { from, to, limit, cursor, ...equal }: TurnFilters & PageRequest,
) {
  let query = statements.selectFrom('turns').where('tenantId', '=', tenantId).select(turnColumns);
  for (const column of ['conversationId', 'outcome', 'assistantId', 'channelId'] as const)
    if (equal[column] !== undefined) query = query.where(column, '=', equal[column]);
  if (from !== undefined) query = query.where('startedAt', '>=', from);
  if (to !== undefined) query = query.where('startedAt', '<', to);
  return readPage(query, latestFirst, { limit, ...(cursor !== undefined && { cursor }) });
}
