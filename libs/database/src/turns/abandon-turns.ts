import { sql } from 'kysely';

import { newId } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import { recordUsage } from '../usage/record-usage.ts';
import { settleQuota } from '../usage/settle-quota.ts';

/**
 * Ends the turns that a dead or superseded worker left running in a locked conversation. If one had asked the model, what it asked
 * is charged as an estimate (the prompt), because its answer was never seen; otherwise it costs nothing.
 */
export async function abandonTurns(scope: TenantScope, conversationId: string): Promise<void> {
  const abandoned = await scope.sql
    .updateTable('turns')
    .set({ state: 'abandoned', outcome: 'claim_lost', finishedAt: sql<Date>`now()` })
    .where('tenantId', '=', scope.tenantId)
    .where('conversationId', '=', conversationId)
    .where('state', '=', 'running')
    .returning(['id', 'assistantId', 'model', 'modelCallStartedAt', 'promptTokens'])
    .execute();
  for (const turn of abandoned) {
    const askedTokens = turn.modelCallStartedAt === null ? 0 : turn.promptTokens;
    if (askedTokens > 0) {
      await recordUsage(scope, [{ id: newId(), metric: 'model_prompt_tokens', amount: askedTokens, idempotencyKey: `abandoned:${turn.id}`, turnId: turn.id, assistantId: turn.assistantId, model: turn.model, isEstimated: true }]);
    }
    await settleQuota(scope, { turnId: turn.id, replies: 0, modelTokens: askedTokens });
  }
}
