import { fitHistory } from '@sylion/conversation';
import type { HistoryMessage, KnowledgeOfAssistant } from '@sylion/database';

import { describeMessage } from '../prompt/describe-message.ts';
import type { OpenTurn } from './turn.ts';

/** What was said before the messages of this turn, and where the assistant may look things up. */
export interface TurnContext {
  readonly summary: string | null;
  /** Recent history within the token budget, oldest first. */
  readonly history: readonly HistoryMessage[];
  /** What is still to be folded into the summary because the history outgrew its budget, oldest first. */
  readonly overflow: readonly HistoryMessage[];
  readonly knowledge: KnowledgeOfAssistant;
}

export const historyBudgetTokens = 3_000;
/** A fold leaves this much of the history, so that only every so many turns pay for one. */
const foldedHistoryTokens = 1_500;

/** Step 2: recent history under a token budget, the rolling summary of what lies beyond it, and the assistant's knowledge bases. */
export function gatherContext({ inbox: { said, summary, summaryThroughSeq }, knowledge }: OpenTurn): TurnContext {
  const history = said.filter(({ seq, state }) => seq > summaryThroughSeq && state !== 'received');
  const told = history.map((message) => ({ ...message, text: describeMessage(message.content) }));
  const { kept, summarizeThroughSeq } = fitHistory(told, historyBudgetTokens);
  const foldThroughSeq = summarizeThroughSeq === null ? 0 : (fitHistory(told, foldedHistoryTokens).summarizeThroughSeq ?? 0);
  return { summary, history: kept, overflow: history.filter(({ seq }) => seq <= foldThroughSeq), knowledge };
}
