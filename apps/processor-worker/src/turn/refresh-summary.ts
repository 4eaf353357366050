import { chargeTurn, saveSummary } from '@sylion/database';
import { newId } from '@sylion/schemas';

import { cleanText } from '../prompt/clean-text.ts';
import { summaryRequest } from '../prompt/summary-request.ts';
import type { TurnContext } from './gather-context.ts';
import type { TurnDependencies } from './handle-turn.ts';
import type { Turn } from './turn.ts';

/**
 * After the reply, folds what no longer fits the history budget into the rolling summary. It is worth a call only when there is
 * something to fold, and its failure costs nothing but memory: the next turn tries again.
 */
export async function refreshSummary(
  turn: Turn,
  context: TurnContext,
  { database, vertex, modelTimeoutMs, logger }: Pick<TurnDependencies, 'database' | 'vertex' | 'modelTimeoutMs' | 'logger'>,
): Promise<void> {
  const throughSeq = context.overflow.at(-1)?.seq;
  if (throughSeq === undefined) return;
  try {
    const result = await vertex.generate(summaryRequest(context), {
      timeoutMs: modelTimeoutMs,
      tenantId: turn.tenantId,
      labels: { turn: turn.turnId },
    });
    await database.asTenant(turn.tenantId, async (scope) => {
      const source = { turnId: turn.turnId, assistantId: turn.assistantId, channelId: turn.channelId, model: result.model };
      await chargeTurn(scope, turn.turnId, [
        {
          ...source,
          id: newId(),
          metric: 'model_prompt_tokens',
          amount: result.usage.promptTokens,
          idempotencyKey: `summary:${turn.turnId}:prompt`,
        },
        {
          ...source,
          id: newId(),
          metric: 'model_output_tokens',
          amount: result.usage.outputTokens,
          idempotencyKey: `summary:${turn.turnId}:output`,
        },
      ]);
      const summary = result.kind === 'answer' ? cleanText(result.text.trim()) : '';
      if (summary !== '') await saveSummary(scope, { conversationId: turn.conversationId, summary, throughSeq });
    });
  } catch (error) {
    logger.warn({ error, tenantId: turn.tenantId, turnId: turn.turnId }, 'the summary was not refreshed');
  }
}
