import { waitUntil } from '@sylion/testbed';

import { startHarness, type Harness } from './processor-harness.ts';
import { openShop, type Shop } from './shop.ts';
import { readLedger } from './talk.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await harness.startProcessor();
});
afterAll(() => harness.stop());

const untilCall = (shop: Shop, count: number) =>
  waitUntil(`call ${count} is with the model`, async () => (await harness.calls(shop.tenantId)).length >= count);
const askedIn = async (shop: Shop) =>
  (await harness.calls(shop.tenantId)).map(({ request }) =>
    request.contents?.filter(({ role }) => role === 'user').map(({ parts }) => parts[0]?.text),
  );

it('a message that arrives while the model thinks cuts the draft off; the next one answers both, and the wasted call is in the ledger', async () => {
  await harness.control({ mode: 'script', script: [{ text: 'never said', delayMs: 20_000 }, { text: 'an answer to both' }] });
  const shop = await openShop(harness);
  await shop.limit('model_tokens', 100_000);
  const camille = shop.person();
  await camille.writes('Une table pour deux ce soir ?');
  await untilCall(shop, 1);
  await camille.writes('Plutôt pour trois en fait.');
  const { replies, inbound, turns } = await camille.answered(1);
  expect(replies.map(({ text }) => text)).toEqual(['an answer to both']);
  expect(inbound.map(({ state, turnId }) => [state, turnId])).toEqual([
    ['answered', turns[1]?.id],
    ['answered', turns[1]?.id],
  ]);
  expect(turns.map(({ outcome }) => outcome)).toEqual(['restarted', 'answered']);
  expect((await harness.calls(shop.tenantId)).map(({ state }) => state)).toEqual(['cancelled', 'ok']);
  expect(await askedIn(shop)).toEqual([['Une table pour deux ce soir ?'], ['Une table pour deux ce soir ?', 'Plutôt pour trois en fait.']]);

  const { records, promptTokens, outputTokens, quotas } = await readLedger(harness, shop.tenantId);
  const wasted = records.filter(({ turnId }) => turnId === turns[0]?.id);
  expect(wasted).toEqual(expect.arrayContaining([expect.objectContaining({ metric: 'model_prompt_tokens', isEstimated: true })]));
  expect(wasted.find(({ metric }) => metric === 'model_prompt_tokens')?.amount).toBeGreaterThan(100);
  expect(quotas).toEqual({ model_tokens: { used: promptTokens + outputTokens, reserved: 0 } });
});

it('an answer that is overtaken just before its commit is not said either, though it is charged to the token', async () => {
  await harness.control({ mode: 'script', script: [{ text: 'overtaken', delayMs: 500 }, { text: 'an answer to both' }] });
  const shop = await openShop(harness);
  const camille = shop.person();
  await camille.writes('Une table pour deux ce soir ?');
  await untilCall(shop, 1);
  await camille.writesUnheard('Plutôt pour trois en fait.');
  const { replies } = await camille.answered(1);
  expect(replies.map(({ text }) => text)).toEqual(['an answer to both']);
  const calls = await harness.calls(shop.tenantId);
  expect(calls.map(({ state }) => state)).toEqual(['ok', 'ok']);
  const { promptTokens, outputTokens, records } = await readLedger(harness, shop.tenantId);
  expect([promptTokens, outputTokens]).toEqual([
    calls.reduce((sum, call) => sum + call.promptTokens, 0),
    calls.reduce((sum, call) => sum + call.outputTokens, 0),
  ]);
  expect(records.some(({ isEstimated }) => isEstimated)).toBe(false);
});

it('somebody who never stops writing gets an answer after two restarts, and what came later gets its own', async () => {
  await harness.control({
    mode: 'script',
    script: [
      { text: 'draft 1', delayMs: 400 },
      { text: 'draft 2', delayMs: 400 },
      { text: 'answers one to three', delayMs: 400 },
      { text: 'answers four' },
    ],
  });
  const shop = await openShop(harness);
  const camille = shop.person();
  for (const [index, words] of ['Message un.', 'Message deux.', 'Message trois.', 'Message quatre.'].entries()) {
    await untilCall(shop, index);
    await camille.writes(words);
  }
  const { replies, inbound, turns } = await camille.answered(2);
  expect(replies.map(({ text }) => text)).toEqual(['answers one to three', 'answers four']);
  expect(turns.map(({ outcome }) => outcome)).toEqual(['restarted', 'restarted', 'answered', 'answered']);
  expect(inbound.map(({ turnId }) => turns.findIndex(({ id }) => id === turnId))).toEqual([2, 2, 2, 3]);
});
