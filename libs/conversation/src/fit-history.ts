import { estimateTokens } from './estimate-tokens.ts';

/**
 * The newest messages, without a gap, that fit `budgetTokens`, oldest first; and the `seq` up to which the older ones
 * have to be told by a rolling summary, null if all fit. A newest message that alone exceeds the budget is not kept.
 */
export function fitHistory<Message extends { text: string; seq: number }>(
  messages: readonly Message[],
  budgetTokens: number,
  estimate: (text: string) => number = estimateTokens,
): { kept: Message[]; summarizeThroughSeq: number | null } {
  const newestFirst = [...messages].sort((a, b) => b.seq - a.seq);
  let usedTokens = 0;
  const firstLeftOut = newestFirst.findIndex((message) => (usedTokens += estimate(message.text)) > budgetTokens);
  if (firstLeftOut === -1) return { kept: newestFirst.reverse(), summarizeThroughSeq: null };
  return { kept: newestFirst.slice(0, firstLeftOut).reverse(), summarizeThroughSeq: newestFirst[firstLeftOut]?.seq ?? null };
}
