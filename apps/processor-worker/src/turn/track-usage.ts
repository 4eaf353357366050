import type { UsageRecord } from '@sylion/database';
import { newId } from '@sylion/schemas';

import type { RetrievalUse } from './search-ports.ts';
import type { Asked, Reply } from './turn.ts';

/**
 * Step 8: what a turn used, as ledger rows; they are written in the transaction that commits the reply and completed by the delivery
 * statuses (WhatsApp bills per delivered message).
 */
export function trackUsage(turn: Asked, reply: Reply, use: RetrievalUse): UsageRecord[] {
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
    reply.kind === 'answer' && turn.channelId !== null
      ? [{ ...source, id: newId(), metric: 'replies', amount: 1, idempotencyKey: `turn:${turn.turnId}:reply` }]
      : [];
  return [...trackRetrieval(turn, use).map((record) => ({ ...source, ...record })), ...tokens, ...replies];
}

/** Questions that several indexes of one model were asked are one record: its key is the model's. */
function trackRetrieval({ turnId }: Asked, { embeddings, managedSearches }: RetrievalUse): UsageRecord[] {
  const questions = [...Map.groupBy(embeddings, ({ model }) => model)].map(([model, calls]): UsageRecord => ({
    id: newId(),
    metric: 'embedding_tokens',
    amount: calls.reduce((sum, { tokens }) => sum + tokens, 0),
    idempotencyKey: `turn:${turnId}:question-embedding:${model}`,
    model,
    isEstimated: calls.some(({ isEstimated }) => isEstimated),
  }));
  const searches = managedSearches.map(({ isEstimated }, index): UsageRecord => ({
    id: newId(),
    metric: 'managed_searches',
    amount: 1,
    idempotencyKey: `turn:${turnId}:managed-search:${index}`,
    isEstimated,
  }));
  return [...questions, ...searches];
}

/** Prompt and output tokens of all calls of a turn. */
export function sumTokens(reply: Reply): { promptTokens: number; outputTokens: number } {
  return {
    promptTokens: reply.calls.reduce((sum, { usage }) => sum + usage.promptTokens, 0),
    outputTokens: reply.calls.reduce((sum, { usage }) => sum + usage.outputTokens, 0),
  };
}
