import { estimateTokens, fitHistory } from '@sylion/conversation';
import { listKnowledgeBaseIds, readHistory, type HistoryMessage } from '@sylion/database';

import { describeMessage } from '../prompt/describe-message.ts';
import type { TurnDependencies } from './handle-turn.ts';
import type { Turn } from './turn.ts';

/** What was said before the messages of this turn, and what the assistant may know. */
export interface TurnContext {
  readonly summary: string | null;
  /** Recent history within the token budget, oldest first. */
  readonly history: readonly HistoryMessage[];
  /** What no longer fits and is still to be folded into the summary, oldest first. */
  readonly overflow: readonly HistoryMessage[];
  readonly knowledgeBaseIds: readonly string[];
}

const historyBudgetTokens = 3_000;
const historyLimit = 200;

/** Step 2: recent history under a token budget, the rolling summary of what lies beyond it, and the assistant's knowledge bases. */
export async function gatherContext(turn: Turn, { database }: Pick<TurnDependencies, 'database'>): Promise<TurnContext> {
  const { history, knowledgeBaseIds } = await database.asTenant(turn.tenantId, async (scope) => ({
    history: await readHistory(scope, { conversationId: turn.conversationId, afterSeq: turn.inbox.summaryThroughSeq, beforeSeq: turn.throughSeq + 1, limit: historyLimit }),
    knowledgeBaseIds: await listKnowledgeBaseIds(scope, turn.assistantId),
  }));
  const { kept, summarizeThroughSeq } = fitHistory(history.map((message) => ({ ...message, text: describeMessage(message.content) })), historyBudgetTokens, estimateTokens);
  return {
    summary: turn.inbox.summary, history: kept, knowledgeBaseIds,
    overflow: summarizeThroughSeq === null ? [] : history.filter(({ seq }) => seq <= summarizeThroughSeq),
  };
}
