import { sql } from 'kysely';

import { newId } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import { chargeTurn } from '../usage/charge-turn.ts';

/**
 * Ends the turns that a dead or superseded worker left running in a locked conversation, or the one of a locked run. If one had asked the model, what it asked
 * is charged as an estimate (the prompt), because its answer was never seen; otherwise it costs nothing.
 */
export async function abandonTurns(
  scope: TenantScope,
  of: { readonly conversationId: string } | { readonly turnId: string },
): Promise<void> {
  const abandoned = await scope.sql
    .updateTable('turns')
    .set({ state: 'abandoned', outcome: 'claim_lost', finishedAt: sql<Date>`now()` })
    .where('tenantId', '=', scope.tenantId)
    .where((eb) => ('turnId' in of ? eb('id', '=', of.turnId) : eb('conversationId', '=', of.conversationId)))
    .where('state', '=', 'running')
    .returning(['id', 'assistantId', 'channelId', 'model', 'modelCallStartedAt', 'promptTokens'])
    .execute();
  for (const { id, assistantId, channelId, model, modelCallStartedAt, promptTokens } of abandoned) {
    // Under the key of the turn's first call: should the worker live and save after all, its prompt is not charged again.
    const estimate = {
      id: newId(),
      metric: 'model_prompt_tokens',
      amount: promptTokens,
      idempotencyKey: `turn:${id}:prompt:0`,
      turnId: id,
      assistantId,
      channelId,
      model,
      isEstimated: true,
    } as const;
    await chargeTurn(scope, id, modelCallStartedAt === null ? [] : [estimate]);
  }
}
