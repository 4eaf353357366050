import { checkLedger, type LedgerRow, type LoggedCall } from './check-ledger.ts';

const call: LoggedCall = { state: 'ok', labels: { turn: 't' }, promptTokens: 100, outputTokens: 7 };
const row = (metric: string, amount: number, isEstimated = false): LedgerRow => ({ metric, amount, isEstimated, turnId: 't' });
const exact = [row('model_prompt_tokens', 100), row('model_output_tokens', 7), row('replies', 1)];

it('is content with the model’s own counts, and with one estimate where nobody saw the end', () => {
  expect(checkLedger(exact, [call])).toEqual([]);
  expect(checkLedger([row('model_prompt_tokens', 90, true)], [call])).toEqual([]);
});

it.each<[string, LedgerRow[], LoggedCall[]]>([
  ['a token too many', [row('model_prompt_tokens', 101), row('model_output_tokens', 7)], [call]],
  ['nothing', [], [call]],
  ['both an estimate and the counts', [...exact, row('model_prompt_tokens', 90, true)], [call]],
  ['what was never asked', exact, []],
])('finds a turn that was charged %s', (_case, rows, calls) => {
  expect(checkLedger(rows, calls)).toEqual([expect.objectContaining({ kind: 'overspent' })]);
});
