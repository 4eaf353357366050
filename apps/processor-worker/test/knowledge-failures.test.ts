import { waitUntil } from '@sylion/testbed';

import { openKnowledgeShop } from './knowledge-shop.ts';
import { startHarness, type Harness } from './processor-harness.ts';
import { readLedger } from './talk.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await harness.startProcessor();
});
afterAll(() => harness.stop());

const documents = { 'Tarifs.md': ['Une révision complète du vélo coûte 45 euros.'] };
const question = 'Combien coûte une révision complète ?';

it('without the embedding model, words find the answer', async () => {
  const shop = await openKnowledgeShop(harness, { documents, embeddingModel: 'no-such-embedding' });
  const camille = shop.person();
  await camille.writes(question);
  const { replies, turns } = await camille.answered(1);
  expect(replies[0]?.text).toContain('45 euros');
  expect(turns).toEqual([
    expect.objectContaining({ state: 'replied', passages: [expect.objectContaining({ vectorRank: null, textRank: 1 })] }),
  ]);
  expect((await readLedger(harness, shop.tenantId)).records.map(({ metric }) => metric)).not.toContain('embedding_tokens');
});

it('without the embedding model, what words do not find is not said to be in no document', async () => {
  const shop = await openKnowledgeShop(harness, { documents, embeddingModel: 'no-such-embedding' });
  const camille = shop.person();
  await camille.writes('Acceptez-vous les chèques-cadeaux de Tokyo ?');
  await camille.answered(1);
  const prompts = (await harness.calls(shop.tenantId)).map(({ request }) => request.systemText ?? '');
  expect(prompts.at(-1)).toContain('cannot be looked through right now');
});

it('a search that fails is no empty search: the turn fails for now, pays for its question, and the next one answers', async () => {
  const shop = await openKnowledgeShop(harness, { documents });
  const camille = shop.person();
  const bringBack = await harness.takeAway('knowledge_terms', 'fails');
  await camille.writes(question);
  const [failed] = await waitUntil('the turn ended', async () => {
    const { turns } = await camille.talk();
    return turns[0] && turns[0].state !== 'running' && turns;
  });
  const methods = (await harness.calls(shop.tenantId)).map(({ method }) => method);
  await bringBack();
  expect(failed).toMatchObject({ outcome: 'model_failed_for_now', passages: [] });
  expect(methods).toContain('Predict');
  expect(methods).not.toContain('GenerateContent');
  const { records } = await readLedger(harness, shop.tenantId);
  expect(records).toContainEqual(expect.objectContaining({ metric: 'embedding_tokens', turnId: failed?.id }));

  const { replies } = await camille.answered(1);
  expect(replies.map(({ text }) => text)).toEqual([expect.stringContaining('45 euros')]);
});

it('a turn that is still searching has not asked the model: should its worker die now, nothing is charged', async () => {
  const shop = await openKnowledgeShop(harness, { documents });
  const camille = shop.person();
  const bringBack = await harness.takeAway('knowledge_terms', 'waits');
  await camille.writes(question);
  await waitUntil('the question is embedded', async () => (await harness.calls(shop.tenantId)).some(({ state }) => state === 'ok'));
  const { turns } = await camille.talk();
  await bringBack();
  expect(turns).toEqual([expect.objectContaining({ state: 'running', modelCallStartedAt: null })]);
  const { turns: ended } = await camille.answered(1);
  expect(ended.map(({ modelCallStartedAt }) => modelCallStartedAt)).toEqual([expect.any(Date)]);
});
