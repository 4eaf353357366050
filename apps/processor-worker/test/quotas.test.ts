import { waitUntil, withClient } from '@sylion/testbed';

import { startHarness, type Harness } from './processor-harness.ts';
import { openShop, type Shop } from './shop.ts';
import { readLedger } from './talk.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await harness.startProcessor();
  await harness.startProcessor();
});
afterAll(() => harness.stop());

/** Keeps every turn of a tenant at its quota until `open`, so that they all rush at once. */
async function holdQuota({ tenantId }: Shop): Promise<() => Promise<void>> {
  const [held, opened] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holding = harness.database.asTenant(tenantId, async ({ sql }) => {
    await sql.selectFrom('quotaPeriods').where('tenantId', '=', tenantId).select('used').forUpdate().execute();
    held.resolve();
    await opened.promise;
  });
  await held.promise;
  return async () => {
    opened.resolve();
    await holding;
  };
}

/** Every connection of every processor waits for the quota: no more turns begin. */
const untilCrowded = (): Promise<boolean> =>
  withClient(harness.environment['DATABASE_URL'] ?? '', async (client) => {
    let [waiting, unchanged] = [0, 0];
    return waitUntil('the turns crowd before the quota', async () => {
      const { rows } = await client.query<{ count: number }>(
        `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      const count = rows[0]?.count ?? 0;
      unchanged = count > 1 && count === waiting ? unchanged + 1 : 0;
      waiting = count;
      return unchanged >= 10;
    });
  });

const overQuota = 'ne peut plus répondre pour le moment';

it('of fifty parallel conversations at limit − 1 exactly one gets through; the others are told once, in their language', async () => {
  await harness.control({ mode: 'echo', latencyMs: 200 });
  const shop = await openShop(harness);
  await shop.limit('replies', 2);
  const first = shop.person();
  await first.writes('Bonjour, êtes-vous ouverts ?');
  await first.answered(1);

  const people = Array.from({ length: 50 }, () => shop.person());
  const openQuota = await holdQuota(shop);
  await Promise.all(people.map((person) => person.writes('Avez-vous des croissants ?')));
  await untilCrowded();
  await openQuota();
  const talks = await Promise.all(people.map((person) => person.answered(1)));
  const words = talks.flatMap(({ replies }) => replies.map(({ text }) => text));
  expect(words).toHaveLength(50);
  expect(words.filter((text) => text === 'Avez-vous des croissants ?')).toHaveLength(1);
  expect(words.filter((text) => text.includes(overQuota))).toHaveLength(49);
  expect(await harness.calls(shop.tenantId)).toHaveLength(2);
  expect(await readLedger(harness, shop.tenantId)).toMatchObject({ replies: 2, quotas: { replies: { used: 2, reserved: 0 } } });

  const refused = people[talks.findIndex(({ replies }) => replies[0]?.text.includes(overQuota))];
  if (!refused) throw new Error('nobody was refused');
  await refused.writes('Et des pains au chocolat ?');
  await waitUntil('the second message has its end', async () => (await refused.talk()).inbound.every(({ state }) => state === 'skipped'));
  const { inbound, replies } = await refused.talk();
  expect(inbound.map(({ stateReason }) => stateReason)).toEqual(['over_quota', 'over_quota']);
  expect(replies).toHaveLength(1);
});

it('who is refused for tokens is not refused for a reply they never got', async () => {
  await harness.control({ mode: 'echo' });
  const shop = await openShop(harness, { locale: 'en' });
  await shop.limit('replies', 10);
  await shop.limit('model_tokens', 100);
  const person = shop.person();
  await person.writes('Could you tell me more about your offers this week?');
  expect((await person.answered(1)).replies.map(({ text }) => text)).toEqual([expect.stringContaining('cannot answer at the moment')]);
  const { records, quotas } = await readLedger(harness, shop.tenantId);
  expect(records).toEqual([]);
  for (const quota of Object.values(quotas)) expect(quota).toEqual({ used: 0, reserved: 0 });
});

it('the ledger, the quota and the provider agree to the token over answered, blocked, empty, retried and failed calls', async () => {
  await harness.control({
    mode: 'script',
    script: [
      { text: 'Oui, tous les jours.' },
      { finishReason: 'SAFETY' },
      { blockReason: 'PROHIBITED_CONTENT' },
      { empty: true },
      { text: 'Après un silence.' },
      { error: { code: 429 } },
      { text: 'Au second essai.' },
      { error: { code: 'INVALID_ARGUMENT' } },
      { error: { code: 'NOT_FOUND' } },
      { text: 'Du modèle de secours.' },
    ],
  });
  const shop = await openShop(harness);
  await shop.limit('model_tokens', 1_000_000);
  await shop.limit('replies', 100);
  const camille = shop.person();
  for (let turn = 1; turn <= 7; turn += 1) {
    await camille.writes(`Ceci est la question numéro ${turn}, merci.`);
    await camille.answered(turn);
  }
  const calls = await harness.calls(shop.tenantId);
  expect(calls).toHaveLength(10);
  const { promptTokens, outputTokens, quotas, records, replies } = await readLedger(harness, shop.tenantId);
  expect(promptTokens).toBe(calls.reduce((sum, call) => sum + call.promptTokens, 0));
  expect(outputTokens).toBe(calls.reduce((sum, call) => sum + call.outputTokens, 0));
  expect(records.some(({ isEstimated }) => isEstimated)).toBe(false);
  expect(replies).toBe(4);
  expect(quotas).toEqual({ model_tokens: { used: promptTokens + outputTokens, reserved: 0 }, replies: { used: 4, reserved: 0 } });
});
