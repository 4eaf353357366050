import { incomingMessages } from '@sylion/schemas';
import { waitUntil } from '@sylion/testbed';

import { startHarness, type Harness } from './processor-harness.ts';
import { openShop } from './shop.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await harness.control({ mode: 'echo' });
});
afterAll(() => harness.stop());

it('what was stored is answered once, although its nudge was never sent, or Redis was wiped before or after somebody took it', async () => {
  const shop = await openShop(harness, { assistant: { coalescing: { completeWaitMs: 1_500 } } });
  const [neverSent, wipedBefore, wipedAfter] = [shop.person(), shop.person(), shop.person()];
  await neverSent.writesUnheard('Vous livrez le dimanche ?');
  await wipedBefore.writes('Ma commande est-elle partie ?');
  await harness.redis.wipe();

  await harness.startProcessor();
  await wipedAfter.writesUnheard('Et la livraison express ?');
  await wipedAfter.nudges();
  await waitUntil('the job was taken and waits for its writer to go on', async () => (await harness.queues.depth(incomingMessages)) === 1);
  await harness.redis.wipe();

  for (const [person, words] of [
    [neverSent, 'Vous livrez le dimanche ?'],
    [wipedBefore, 'Ma commande est-elle partie ?'],
    [wipedAfter, 'Et la livraison express ?'],
  ] as const) {
    expect((await person.answered(1)).replies.map(({ text }) => text)).toEqual([words]);
  }
  expect(await harness.calls(shop.tenantId)).toHaveLength(3);
});
