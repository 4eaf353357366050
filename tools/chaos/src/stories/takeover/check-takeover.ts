import type { Violation } from '../../history/check-history.ts';
import { tokensIn } from '../../history/history.ts';

/** One chat in which a human took over in the middle of a turn and handed back later. */
export interface Takeover {
  readonly chat: string;
  /** From the end user's words to the request that took over. */
  readonly delayMs: number;
  /** When the Admin API had answered that request; unix milliseconds. */
  readonly takenOverAt: number;
  /** What was asked before. */
  readonly before: readonly string[];
  /** What was asked after the conversation was handed back. */
  readonly after: string;
  readonly bubbles: readonly { readonly at: number; readonly text: string }[];
}

/** After a take-over not one more bubble of the assistant about what was asked before; after the hand-back the next message is answered once. */
export function checkTakeover({ chat, delayMs, takenOverAt, before, after, bubbles }: Takeover): Violation[] {
  const late = bubbles.filter(({ at, text }) => at > takenOverAt && tokensIn(text).some((token) => before.includes(token)));
  const answers = bubbles.filter(({ text }) => tokensIn(text).includes(after)).length;
  const violation = (kind: Violation['kind'], tokens: readonly string[], detail: string): Violation => ({ kind, chat, tokens, detail });
  return [
    ...late.map(({ at }) =>
      violation(
        'interrupted',
        before,
        `taken over after ${delayMs} ms, the assistant spoke ${at - takenOverAt} ms after that was confirmed`,
      ),
    ),
    ...(answers === 0 ? [violation('lost', [after], `handed back, ${after} was never answered`)] : []),
    ...(answers > 1 ? [violation('duplicated', [after], `handed back, ${after} was answered ${answers} times`)] : []),
  ];
}
