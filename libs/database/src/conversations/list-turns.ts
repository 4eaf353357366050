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

/** The turns of a conversation, latest first. */
export async function listTurns({ sql: statements, tenantId }: TenantScope, page: PageRequest & { conversationId: string }) {
  const query = statements
    .selectFrom('turns')
    .where('tenantId', '=', tenantId)
    .where('conversationId', '=', page.conversationId)
    .select([
      'id',
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
    ]);
  return readPage(query, latestFirst, page);
}
