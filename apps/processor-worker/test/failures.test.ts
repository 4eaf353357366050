import { incomingMessages } from '@sylion/schemas';
import { waitUntil } from '@sylion/testbed';

import { startHarness, type Harness } from './processor-harness.ts';
import { openShop } from './shop.ts';
import { readLedger } from './talk.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await harness.startProcessor();
});
afterAll(() => harness.stop());

const question = 'Est-ce que vous réparez les vélos ?';
const deadOf = async (tenantId: string) =>
  (await harness.queues.deadLetters.list(incomingMessages)).filter(
    ({ payload }) => (payload as { tenantId: string }).tenantId === tenantId,
  );

it('a throttled call is tried again, and nobody notices', async () => {
  await harness.control({ mode: 'script', script: [{ error: { code: 429 } }, { text: 'Oui.' }] });
  const shop = await openShop(harness);
  const camille = shop.person();
  await camille.writes(question);
  expect((await camille.answered(1)).replies.map(({ text }) => text)).toEqual(['Oui.']);
  expect((await harness.calls(shop.tenantId)).map(({ state }) => state)).toEqual(['error', 'ok']);
});

it('a model that is not there is replaced by the next of its tier, which the record names', async () => {
  await harness.control({ mode: 'script', script: [{ error: { code: 'NOT_FOUND' } }, { text: 'Oui.' }] });
  const shop = await openShop(harness);
  const camille = shop.person();
  await camille.writes(question);
  const { turns } = await camille.answered(1);
  expect(turns).toEqual([expect.objectContaining({ state: 'replied', model: 'gemini-3.1-flash-lite' })]);
  expect((await readLedger(harness, shop.tenantId)).records.map(({ metric, model }) => [metric, model])).toEqual(
    expect.arrayContaining([['model_prompt_tokens', 'gemini-3.1-flash-lite']]),
  );
});

it.each([
  [{ finishReason: 'SAFETY' }, 'blocked_safety'],
  [{ blockReason: 'PROHIBITED_CONTENT' }, 'blocked_prohibited_content'],
])('a refusal of the provider (%j) is said kindly and recorded', async (step, reason) => {
  await harness.control({ mode: 'script', script: [step] });
  const shop = await openShop(harness);
  const camille = shop.person();
  await camille.writes(question);
  const { replies, inbound, turns } = await camille.answered(1);
  expect(replies).toEqual([
    expect.objectContaining({ author: 'system', text: expect.stringContaining('je ne peux pas vous aider sur ce sujet') }),
  ]);
  expect(inbound).toEqual([expect.objectContaining({ state: 'skipped', stateReason: reason })]);
  expect(turns).toEqual([expect.objectContaining({ state: 'no_reply', outcome: reason, modelCalls: 1 })]);
});

it('an empty answer is asked for once more', async () => {
  await harness.control({ mode: 'script', script: [{ empty: true }, { text: 'Oui, du lundi au vendredi.' }] });
  const shop = await openShop(harness);
  const camille = shop.person();
  await camille.writes(question);
  expect((await camille.answered(1)).replies.map(({ text }) => text)).toEqual(['Oui, du lundi au vendredi.']);
});

it('an answer that stays empty is an apology', async () => {
  await harness.control({ mode: 'script', script: [{ empty: true }, { empty: true }] });
  const shop = await openShop(harness);
  const camille = shop.person();
  await camille.writes(question);
  const { replies, inbound } = await camille.answered(1);
  expect(replies).toEqual([expect.objectContaining({ author: 'system', text: expect.stringContaining('Désolé') })]);
  expect(inbound).toEqual([expect.objectContaining({ state: 'skipped', stateReason: 'empty_answer' })]);
  expect(await harness.calls(shop.tenantId)).toHaveLength(2);
});

it('an error for good is one apology and one dead letter with its reason; the next message is answered', async () => {
  await harness.control({
    mode: 'script',
    script: [{ error: { code: 'INVALID_ARGUMENT', message: 'a request that no model takes' } }, { text: 'Oui.' }],
  });
  const shop = await openShop(harness);
  const camille = shop.person();
  await camille.writes(question);
  const { replies, inbound, turns } = await camille.answered(1);
  expect(replies).toEqual([
    expect.objectContaining({ author: 'system', text: expect.stringContaining('Désolé, un problème nous empêche') }),
  ]);
  expect(inbound).toEqual([expect.objectContaining({ state: 'skipped', stateReason: 'model_failed' })]);
  expect(turns).toEqual([expect.objectContaining({ state: 'failed', outcome: 'model_failed', errorCode: 'INVALID_ARGUMENT' })]);
  const [letter, ...others] = await waitUntil('the job is buried', async () => {
    const letters = await deadOf(shop.tenantId);
    return letters.length > 0 && letters;
  });
  expect(others).toEqual([]);
  expect(letter).toMatchObject({
    queue: 'incoming_messages',
    error: expect.stringMatching(/INVALID_ARGUMENT.*a request that no model takes/),
    payload: { conversationId: camille.conversationId },
  });

  await camille.writes('Et les trottinettes électriques ?');
  expect((await camille.answered(2)).replies.at(-1)?.text).toBe('Oui.');
});

it('what Postgres cannot hold in an answer does not make it undeliverable', async () => {
  await harness.control({
    mode: 'script',
    script: [{ functionCall: { name: 'hand_off_to_human', args: { reason: `a\u0000b ${'😀'.repeat(300)}` } } }],
  });
  const shop = await openShop(harness);
  const camille = shop.person();
  await camille.writes(question);
  const { turns, conversation } = await camille.answered(1);
  expect(turns.map(({ outcome }) => outcome)).toEqual(['handed_off']);
  expect(conversation.handledBy).toBe('human');
});
