import { waitUntil } from '@sylion/testbed';

import { startHarness, type Harness } from './processor-harness.ts';
import { openShop, type Person } from './shop.ts';
import { readLedger } from './talk.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await harness.startProcessor();
});
afterAll(() => harness.stop());

/** About 500 tokens, and as many again in the echoed reply. */
const longMessage = (turn: number): string => `Message ${turn}: ${'je raconte ma vie en détail. '.repeat(68)}`;
const untilIdle = (person: Person, turns: number) => waitUntil(`${turns} turns and their summaries are done`, async () => {
  const { replies } = await person.talk();
  return replies.length === turns && (await harness.queues.depth({ name: 'incoming_messages' })) === 0;
});

it('a conversation that outgrows its budget goes on from a summary, which is charged and made only now and then', async () => {
  await harness.control({ mode: 'echo' });
  const shop = await openShop(harness, { assistant: { maxOutputTokens: 1_000 } });
  await shop.limit('model_tokens', 10_000_000);
  const camille = shop.person();
  for (let turn = 1; turn <= 6; turn += 1) {
    await camille.writes(longMessage(turn));
    await untilIdle(camille, turn);
  }
  const { conversation, inbound } = await camille.talk();
  const calls = await harness.calls(shop.tenantId);
  const summaries = calls.filter(({ request }) => request.systemText.startsWith('You keep notes'));
  expect(summaries.length).toBeGreaterThanOrEqual(1);
  expect(summaries.length).toBeLessThanOrEqual(2);
  expect(summaries[0]?.request.contents[0]?.parts[0]?.text).toContain('Person: Message 1:');
  expect(conversation.summary).toContain('Message 1');
  expect(conversation.summaryThroughSeq).toBeGreaterThanOrEqual(2);
  expect(conversation.summaryThroughSeq).toBeLessThan(inbound.at(-1)?.seq ?? 0);

  await camille.writes('Qu’est-ce que je disais au début ?');
  await untilIdle(camille, 7);
  const next = (await harness.calls(shop.tenantId)).findLast(({ request }) => !request.systemText.startsWith('You keep notes'));
  expect(next?.request.systemText).toMatch(/<earlier_conversation>\n‹notes›[\s\S]*Message 1/);
  expect(JSON.stringify(next?.request.contents)).not.toContain('Message 1:');

  const all = await harness.calls(shop.tenantId);
  const { promptTokens, outputTokens, quotas } = await readLedger(harness, shop.tenantId);
  expect(promptTokens).toBe(all.reduce((sum, call) => sum + call.promptTokens, 0));
  expect(outputTokens).toBe(all.reduce((sum, call) => sum + call.outputTokens, 0));
  expect(quotas).toEqual({ model_tokens: { used: promptTokens + outputTokens, reserved: 0 } });
});
