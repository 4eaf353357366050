import { sampleText, sampleTurn } from '../../test/sample-turn.ts';
import { sumTokens, trackUsage } from './track-usage.ts';
import type { Reply } from './turn.ts';

const turn = sampleTurn([sampleText('?')]);
const call = (promptTokens: number, outputTokens: number, isEstimated = false) => ({
  model: 'gemini-3.5-flash-lite',
  usage: { promptTokens, outputTokens, totalTokens: promptTokens + outputTokens },
  isEstimated,
});
const told = (reply: Reply) => trackUsage(turn, reply).map(({ metric, amount, isEstimated }) => [metric, amount, isEstimated ?? false]);

it('an answer costs one reply and every call that led to it', () => {
  const reply: Reply = { kind: 'answer', text: 'Oui.', calls: [call(100, 0), call(101, 7)] };
  expect(told(reply)).toEqual([
    ['model_prompt_tokens', 100, false],
    ['model_output_tokens', 0, false],
    ['model_prompt_tokens', 101, false],
    ['model_output_tokens', 7, false],
    ['replies', 1, false],
  ]);
  expect(sumTokens(reply)).toEqual({ promptTokens: 201, outputTokens: 7 });
});

it.each<Reply>([
  { kind: 'fixed', textKey: 'blockedBySafety', reason: 'blocked_safety', calls: [call(100, 0)] },
  { kind: 'restart', calls: [call(100, 0)] },
  { kind: 'lost', reason: 'claim_lost', calls: [call(100, 0)] },
  { kind: 'retry', error: new Error(), errorCode: 'UNAVAILABLE', calls: [call(100, 0)] },
])('$kind costs what the model was asked, and no reply', (reply) => {
  expect(told(reply)).toEqual([
    ['model_prompt_tokens', 100, false],
    ['model_output_tokens', 0, false],
  ]);
});

it('a call whose counts were never seen is marked as an estimate', () => {
  expect(told({ kind: 'restart', calls: [call(100, 0, true)] })).toContainEqual(['model_prompt_tokens', 100, true]);
});

it('the same turn tracked twice has the same keys, so that the ledger takes it once', () => {
  const reply: Reply = { kind: 'answer', text: 'Oui.', calls: [call(1, 1), call(2, 2)] };
  const keys = trackUsage(turn, reply).map(({ idempotencyKey }) => idempotencyKey);
  expect(new Set(keys).size).toBe(keys.length);
  expect(trackUsage(turn, reply).map(({ idempotencyKey }) => idempotencyKey)).toEqual(keys);
});
