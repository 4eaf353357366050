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
const untilIdle = (person: Person, turns: number) =>
  waitUntil(`${turns} turns and their summaries are done`, async () => {
    const { replies } = await person.talk();
    return replies.length === turns && (await harness.queues.depth({ name: 'incoming_messages' })) === 0;
  });

it('a conversation that outgrows its budget goes on from a summary, which is charged, made only now and then, and holds nobody up', async () => {
  await harness.control({ mode: 'echo' });
  const shop = await openShop(harness, { assistant: { maxOutputTokens: 1_000 } });
  await shop.limit('model_tokens', 10_000_000);
  const camille = shop.person();
  for (let turn = 1; turn <= 4; turn += 1) {
    await camille.writes(longMessage(turn));
    await untilIdle(camille, turn);
  }
  expect((await camille.talk()).conversation.summary).toBeNull();

  await harness.control({ mode: 'script', script: [{ text: longMessage(5) }, { text: 'Camille <b>raconte</b> sa vie.', delayMs: 1_300 }] });
  await camille.writes(longMessage(5));
  await untilIdle(camille, 5);
  const { conversation, inbound } = await camille.talk();
  expect(conversation).toMatchObject({ summary: 'Camille <b>raconte</b> sa vie.', claimedUntil: null });
  expect(conversation.summaryThroughSeq).toBeGreaterThanOrEqual(2);
  expect(conversation.summaryThroughSeq).toBeLessThan(inbound.at(-1)?.seq ?? 0);

  await harness.control({ mode: 'echo' });
  await camille.writes(longMessage(6));
  await untilIdle(camille, 6);
  const summaries = (await harness.calls(shop.tenantId)).filter(({ request }) => request.systemText?.startsWith('You keep notes'));
  expect(summaries).toHaveLength(1);
  expect(summaries[0]?.request.contents?.[0]?.parts[0]?.text).toContain('Person: Message 1:');

  await camille.writes('Qu’est-ce que je disais au début ?');
  await untilIdle(camille, 7);
  const next = (await harness.calls(shop.tenantId)).findLast(({ request }) => !request.systemText?.startsWith('You keep notes'));
  expect(next?.request.systemText).toContain('<earlier_conversation>\nCamille ‹b›raconte‹/b› sa vie.\n</earlier_conversation>');
  expect(JSON.stringify(next?.request.contents)).not.toContain('Message 1:');

  const all = await harness.calls(shop.tenantId);
  const { promptTokens, outputTokens, quotas } = await readLedger(harness, shop.tenantId);
  expect(promptTokens).toBe(all.reduce((sum, call) => sum + call.promptTokens, 0));
  expect(outputTokens).toBe(all.reduce((sum, call) => sum + call.outputTokens, 0));
  expect(quotas).toEqual({ model_tokens: { used: promptTokens + outputTokens, reserved: 0 } });
});
