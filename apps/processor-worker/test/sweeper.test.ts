import { startHarness, type Harness } from './processor-harness.ts';
import { openShop } from './shop.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await harness.control({ mode: 'echo' });
});
afterAll(() => harness.stop());

it('what was stored is answered once although Redis was wiped before anybody took the nudge, or the nudge was never sent', async () => {
  const shop = await openShop(harness);
  const [wiped, unheard] = [shop.person(), shop.person()];
  await wiped.writes('Ma commande est-elle partie ?');
  await unheard.writesUnheard('Vous livrez le dimanche ?');
  await harness.redis.wipe();
  await harness.startProcessor();
  expect((await wiped.answered(1)).replies.map(({ text }) => text)).toEqual(['Ma commande est-elle partie ?']);
  expect((await unheard.answered(1)).replies.map(({ text }) => text)).toEqual(['Vous livrez le dimanche ?']);
  expect(await harness.calls(shop.tenantId)).toHaveLength(2);
});

it('a Redis that is wiped while the processor listens costs no message', async () => {
  const shop = await openShop(harness);
  const camille = shop.person();
  await harness.redis.wipe();
  await camille.writesUnheard('Et la livraison express ?');
  expect((await camille.answered(1)).replies).toHaveLength(1);
});
