import type { Violation } from '../../history/check-history.ts';

/** One row of the ledger that the Admin API shows. */
export interface LedgerRow {
  readonly metric: string;
  readonly amount: number;
  readonly isEstimated: boolean;
  readonly turnId: string | null;
}

/** One call as the model's own log has it. */
export interface LoggedCall {
  readonly state: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly promptTokens: number;
  readonly outputTokens: number;
}

const isTokens = ({ metric }: LedgerRow): boolean => metric === 'model_prompt_tokens' || metric === 'model_output_tokens';

/**
 * Compares the ledger with the model's log, turn by turn. A turn whose worker saw the answer has the model's own counts, to the token. One
 * whose worker died before has exactly one estimated row, of its prompt: nobody could know more. A turn that asked nothing has nothing.
 */
export function checkLedger(rows: readonly LedgerRow[], calls: readonly LoggedCall[]): Violation[] {
  const ofTurn = Map.groupBy(rows.filter(isTokens), ({ turnId }) => turnId ?? '');
  const turnIds = new Set([...ofTurn.keys(), ...calls.map(({ labels }) => labels.turn ?? '')]);
  return [...turnIds].flatMap((turnId) => {
    const charged = ofTurn.get(turnId) ?? [];
    const asked = calls.filter(({ labels }) => labels.turn === turnId);
    const problem = judge(charged, asked);
    return problem === undefined
      ? []
      : [
          {
            kind: 'overspent' as const,
            chat: undefined,
            tokens: [],
            detail: `turn ${turnId}: ${problem}: ${JSON.stringify({ charged, asked })}`,
          },
        ];
  });
}

function judge(charged: readonly LedgerRow[], asked: readonly LoggedCall[]): string | undefined {
  if (asked.length === 0) return charged.some(({ isEstimated }) => !isEstimated) ? 'charged for what was never asked' : undefined;
  if (charged.length === 0) return 'asked, and charged nothing';
  if (charged.some(({ isEstimated }) => isEstimated)) return charged.length === 1 ? undefined : 'estimated more than once';
  const used = asked.reduce((sum, { promptTokens, outputTokens }) => sum + promptTokens + outputTokens, 0);
  const sum = charged.reduce((total, { amount }) => total + amount, 0);
  return sum === used ? undefined : `charged ${sum} tokens instead of ${used}`;
}
