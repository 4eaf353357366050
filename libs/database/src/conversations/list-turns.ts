import type { TenantScope } from '../database.ts';

/** The turns of a conversation, latest first, at most `limit`. */
export async function listTurns({ sql: statements, tenantId }: TenantScope, page: { conversationId: string; limit: number }) {
  return statements
    .selectFrom('turns')
    .where('tenantId', '=', tenantId)
    .where('conversationId', '=', page.conversationId)
    .select([
      'id',
      'assistantId',
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
    ])
    .orderBy('startedAt', 'desc')
    .limit(page.limit)
    .execute();
}
