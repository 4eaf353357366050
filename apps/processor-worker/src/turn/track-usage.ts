import type { UsageRecord } from '@sylion/database';
import { newId } from '@sylion/schemas';

import type { Reply, Turn } from './turn.ts';

/**
 * Step 8: what a turn used, as ledger rows; they are written in the transaction that commits the reply and completed by the delivery
 * statuses (WhatsApp bills per delivered message).
 */
export function trackUsage(turn: Turn, reply: Reply): UsageRecord[] {
  const source = { turnId: turn.turnId, assistantId: turn.assistantId, channelId: turn.channelId };
  const tokens = reply.calls.flatMap(({ model, usage, isEstimated }, index): UsageRecord[] => [
    {
      ...source,
      id: newId(),
      metric: 'model_prompt_tokens',
      amount: usage.promptTokens,
      idempotencyKey: `turn:${turn.turnId}:prompt:${index}`,
      model,
      isEstimated,
    },
    {
      ...source,
      id: newId(),
      metric: 'model_output_tokens',
      amount: usage.outputTokens,
      idempotencyKey: `turn:${turn.turnId}:output:${index}`,
      model,
      isEstimated,
    },
  ]);
  const replies: UsageRecord[] =
    reply.kind === 'answer' ? [{ ...source, id: newId(), metric: 'replies', amount: 1, idempotencyKey: `turn:${turn.turnId}:reply` }] : [];
  return [...tokens, ...replies];
}

/** Prompt and output tokens of all calls of a turn. */
export function sumTokens(reply: Reply): { promptTokens: number; outputTokens: number } {
  return {
    promptTokens: reply.calls.reduce((sum, { usage }) => sum + usage.promptTokens, 0),
    outputTokens: reply.calls.reduce((sum, { usage }) => sum + usage.outputTokens, 0),
  };
}
