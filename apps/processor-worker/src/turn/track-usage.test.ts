import { sampleText, sampleTurn } from '../../test/sample-turn.ts';
import { nothingRetrieved } from './retrieve-knowledge.ts';
import type { RetrievalUse } from './search-ports.ts';
import { sumTokens, trackUsage } from './track-usage.ts';
import type { Reply } from './turn.ts';

const turn = sampleTurn([sampleText('?')]);
const call = (promptTokens: number, outputTokens: number, isEstimated = false) => ({
  model: 'gemini-3.5-flash-lite',
  usage: { promptTokens, outputTokens, totalTokens: promptTokens + outputTokens },
  isEstimated,
  attempts: 1,
  end: 'answer' as const,
  tools: [],
});
const embedding = (model: string, tokens: number, isEstimated = false) => ({ model, tokens, isEstimated });
const told = (reply: Reply, use: RetrievalUse = nothingRetrieved.use) =>
  trackUsage(turn, reply, use).map(({ metric, amount, isEstimated }) => [metric, amount, isEstimated ?? false]);

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

it('what a retrieval asked is charged however the turn ends, the questions of one model together', () => {
  const use: RetrievalUse = {
    embeddings: [embedding('gemini-embedding-001', 9), embedding('gemini-embedding-001', 9, true), embedding('gemini-embedding-2', 8)],
    managedSearches: [{ isEstimated: false }],
  };
  expect(told({ kind: 'restart', calls: [] }, use)).toEqual([
    ['embedding_tokens', 18, true],
    ['embedding_tokens', 8, false],
    ['managed_searches', 1, false],
  ]);
  expect(trackUsage(turn, { kind: 'restart', calls: [] }, use).map(({ idempotencyKey }) => idempotencyKey)).toContain(
    `turn:${turn.turnId}:question-embedding:gemini-embedding-2`,
  );
});

it('a call whose counts were never seen is marked as an estimate', () => {
  expect(told({ kind: 'restart', calls: [call(100, 0, true)] })).toContainEqual(['model_prompt_tokens', 100, true]);
});

it('the same turn tracked twice has the same keys, so that the ledger takes it once', () => {
  const reply: Reply = { kind: 'answer', text: 'Oui.', calls: [call(1, 1), call(2, 2)] };
  const use: RetrievalUse = { embeddings: [embedding('a', 1), embedding('b', 2)], managedSearches: [{ isEstimated: false }] };
  const keys = trackUsage(turn, reply, use).map(({ idempotencyKey }) => idempotencyKey);
  expect(new Set(keys).size).toBe(keys.length);
  expect(trackUsage(turn, reply, use).map(({ idempotencyKey }) => idempotencyKey)).toEqual(keys);
});
