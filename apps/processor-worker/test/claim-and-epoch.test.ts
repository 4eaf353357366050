import { beginModelCall, changeSpeaker, eraseFromDatabase, requestErasure, reserveQuota } from '@sylion/database';
import { incomingMessages, newId } from '@sylion/schemas';
import { startTurn, waitUntil } from '@sylion/testbed';

import { startHarness, type Harness } from './processor-harness.ts';
import { openShop, type Person, type Shop } from './shop.ts';
import { readLedger } from './talk.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await harness.startProcessor();
  await harness.startProcessor();
});
afterAll(() => harness.stop());

/** A processor's turn is with the model now. */
const untilThinking = (shop: Shop) =>
  waitUntil('the model is being asked', async () => (await harness.calls(shop.tenantId)).some(({ state }) => state === 'running'));
const inConversation = (shop: Shop, person: Person, change: { claim?: number; claimedUntil: null }) =>
  harness.database.asTenant(shop.tenantId, ({ sql }) =>
    sql.updateTable('conversations').set(change).where('tenantId', '=', shop.tenantId).where('id', '=', person.conversationId).execute(),
  );
/** As the next owner does after a worker showed no sign of life. */
const raiseClaim = async (shop: Shop, person: Person) =>
  inConversation(shop, person, { claim: (await person.talk()).conversation.claim + 1, claimedUntil: null });
const endLease = (shop: Shop, person: Person) => inConversation(shop, person, { claimedUntil: null });
const takeOver = (shop: Shop, person: Person) =>
  harness.database.asTenant(shop.tenantId, (scope) =>
    changeSpeaker(scope, {
      conversationId: person.conversationId,
      handledBy: 'human',
      actor: { kind: 'api_key' },
      reason: 'handled_by_human',
    }),
  );

/** Jobs for one conversation that no deduplication holds back, as after a wiped Redis or a job taken for stalled. */
const doubleJobs = { ...incomingMessages, deduplicationId: newId };

it('two processors with thirty jobs for one conversation send one reply', async () => {
  await harness.control({ mode: 'echo', latencyMs: 300 });
  const shop = await openShop(harness);
  const camille = shop.person();
  await camille.writesUnheard('Faites-vous des gâteaux sans gluten ?');
  await Promise.all(
    Array.from({ length: 30 }, () =>
      harness.queues.publish(doubleJobs, { version: 1, tenantId: shop.tenantId, conversationId: camille.conversationId }),
    ),
  );
  await camille.answered(1);
  await waitUntil('every job has run', async () => (await harness.queues.depth(incomingMessages)) === 0);
  expect((await camille.talk()).replies).toHaveLength(1);
  expect(await harness.calls(shop.tenantId)).toHaveLength(1);
});

it('who is erased while the model thinks gets no reply and leaves no row, what was asked is in the ledger, and later nudges find nothing', async () => {
  await harness.control({ mode: 'script', script: [{ text: 'the draft for nobody', delayMs: 600 }] });
  const shop = await openShop(harness);
  const camille = shop.person();
  await camille.writes('Quels sont vos horaires demain ?');
  await untilThinking(shop);
  const { tenantId } = shop;
  const { endUserId } = (await camille.talk()).conversation;
  const erasure = await harness.database.asTenant(tenantId, (scope) => requestErasure(scope, { endUserId, actor: { kind: 'platform' } }));
  await eraseFromDatabase(harness.database, tenantId, erasure?.erasureId ?? '', { mediaSettleMs: 0 });
  await waitUntil('the model was left', async () => (await harness.calls(tenantId)).every(({ state }) => state !== 'running'));
  await harness.queues.publish(doubleJobs, { version: 1, tenantId, conversationId: camille.conversationId });
  await waitUntil('every job has run', async () => (await harness.queues.depth(incomingMessages)) === 0);
  expect(await harness.calls(tenantId)).toHaveLength(1);
  expect(await harness.queues.deadLetters.count(incomingMessages)).toBe(0);
  const left = await harness.database.asTenant(tenantId, async ({ sql }) => ({
    rows: await Promise.all(
      (['endUsers', 'endUserIdentities', 'conversations', 'messages', 'turns'] as const).map(
        async (table) => (await sql.selectFrom(table).where('tenantId', '=', tenantId).select('id').execute()).length,
      ),
    ),
    owners: await sql.selectFrom('usageRecords').where('tenantId', '=', tenantId).where('turnId', 'is not', null).select('id').execute(),
  }));
  expect(left).toEqual({ rows: [0, 0, 0, 0, 0], owners: [] });
  const ledger = await readLedger(harness, tenantId); // the prompt as it was estimated when the turn was given up
  expect(ledger).toMatchObject({ outputTokens: (await harness.calls(tenantId))[0]?.outputTokens, replies: 0 });
  expect(ledger.promptTokens).toBeGreaterThan(0);
});

it('a worker that lost its claim while the model thought commits nothing, and what it asked is in the ledger', async () => {
  await harness.control({
    mode: 'script',
    script: [{ text: 'the draft of a worker that lost its claim', delayMs: 400 }, { text: 'the reply of the owner' }],
  });
  const shop = await openShop(harness);
  const camille = shop.person();
  await camille.writes('Quels sont vos horaires demain ?');
  await untilThinking(shop);
  await raiseClaim(shop, camille);
  await waitUntil('the turn has ended', async () => (await camille.talk()).turns[0]?.state === 'no_reply');
  const lost = await camille.talk();
  expect(lost.replies).toEqual([]);
  expect(lost.turns).toEqual([expect.objectContaining({ outcome: 'claim_lost', modelCalls: 1 })]);
  expect(lost.inbound).toEqual([expect.objectContaining({ state: 'received' })]);
  await camille.nudges();
  const { replies } = await camille.answered(1);
  expect(replies.map(({ text }) => text)).toEqual(['the reply of the owner']);
  const calls = await harness.calls(shop.tenantId);
  expect(await readLedger(harness, shop.tenantId)).toMatchObject({
    promptTokens: calls.reduce((sum, { promptTokens }) => sum + promptTokens, 0),
    outputTokens: calls.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
    replies: 1,
  });
});

it('a worker that was given up and lives after all is charged for its answer, and not twice for its prompt', async () => {
  await harness.control({
    mode: 'script',
    script: [{ text: 'the draft of a worker that was given up', delayMs: 900 }, { text: 'the reply of the owner' }],
  });
  const shop = await openShop(harness);
  await shop.limit('model_tokens', 100_000);
  const camille = shop.person();
  await camille.writes('Quels sont vos horaires demain ?');
  await untilThinking(shop);
  await endLease(shop, camille);
  await harness.queues.publish(doubleJobs, { version: 1, tenantId: shop.tenantId, conversationId: camille.conversationId });
  const { replies, turns } = await camille.answered(1);
  expect(replies.map(({ text }) => text)).toEqual(['the reply of the owner']);
  expect(turns.map(({ state }) => state)).toEqual(['abandoned', 'replied']);
  await waitUntil('every job has run', async () => (await harness.queues.depth(incomingMessages)) === 0);
  const { records, quotas, promptTokens, outputTokens } = await readLedger(harness, shop.tenantId);
  const [late] = await harness.calls(shop.tenantId);
  expect(
    records
      .filter(({ turnId, amount }) => turnId === turns[0]?.id && amount > 0)
      .map(({ metric, amount, isEstimated }) => ({ metric, amount, isEstimated })),
  ).toEqual([
    { metric: 'model_prompt_tokens', amount: expect.any(Number), isEstimated: true },
    { metric: 'model_output_tokens', amount: late?.outputTokens, isEstimated: false },
  ]);
  expect(quotas).toEqual({ model_tokens: { used: promptTokens + outputTokens, reserved: 0 } });
  expect((await camille.talk()).replies).toHaveLength(1);
});

it('a heartbeat cancels the model call of a lost claim', async () => {
  await harness.control({ mode: 'script', script: [{ text: 'never', delayMs: 20_000 }] });
  const shop = await openShop(harness);
  const camille = shop.person();
  await camille.writes('Quels sont vos horaires demain ?');
  await untilThinking(shop);
  await raiseClaim(shop, camille);
  await waitUntil('the model call is cancelled', async () => (await harness.calls(shop.tenantId))[0]?.state === 'cancelled', 5_000);
  await waitUntil('the turn has ended', async () => (await camille.talk()).turns[0]?.outcome === 'claim_lost');
  expect((await camille.talk()).replies).toEqual([]);
});

it.each([
  ['before', 400],
  ['after', 20_000],
])('a colleague who takes over %s the model answers has the word: no reply, the messages are theirs', async (_when, delayMs) => {
  await harness.control({ mode: 'script', script: [{ text: 'too late', delayMs }] });
  const shop = await openShop(harness);
  const camille = shop.person();
  await camille.writes('Je voudrais modifier ma commande 4512.');
  await untilThinking(shop);
  await takeOver(shop, camille);
  await waitUntil('the turn has ended', async () => (await camille.talk()).turns[0]?.state === 'no_reply');
  await camille.writes('Et changer la date aussi, merci.');
  await waitUntil('the later message has its end', async () => (await camille.talk()).inbound.every(({ state }) => state === 'handed_off'));
  const { replies, inbound, turns } = await camille.talk();
  expect(replies).toEqual([]);
  expect(inbound.map(({ state, stateReason }) => [state, stateReason])).toEqual([
    ['handed_off', 'handled_by_human'],
    ['handed_off', 'handled_by_human'],
  ]);
  expect(turns).toEqual([expect.objectContaining({ outcome: 'epoch_changed' })]);
});

it('a turn that its dead worker left running is abandoned and charged as an estimate, and the next one answers', async () => {
  await harness.control({ mode: 'echo' });
  const shop = await openShop(harness);
  await shop.limit('model_tokens', 100_000);
  await shop.limit('replies', 10);
  const camille = shop.person();
  await camille.writesUnheard('Avez-vous reçu mon colis ?');
  const deadTurnId = newId();
  await harness.database.asTenant(shop.tenantId, async (scope) => {
    await startTurn(scope, {
      turnId: deadTurnId,
      conversationId: camille.conversationId,
      assistantId: shop.assistantId,
      assistantVersion: 1,
      epoch: 0,
      leaseMs: 500,
    });
    await reserveQuota(scope, { turnId: deadTurnId, now: new Date(), amounts: { replies: 1, model_tokens: 900 } });
    await beginModelCall(scope, { turnId: deadTurnId, model: 'flash', promptTokens: 123 });
  });
  await camille.nudges();
  const { turns, replies } = await camille.answered(1);
  expect(replies).toHaveLength(1);
  expect(turns).toEqual([expect.objectContaining({ id: deadTurnId, state: 'abandoned' }), expect.objectContaining({ state: 'replied' })]);
  expect(turns[1]?.startedAt.getTime()).toBeGreaterThanOrEqual((turns[0]?.startedAt.getTime() ?? 0) + 500);
  const { records, quotas } = await readLedger(harness, shop.tenantId);
  expect(records.filter(({ turnId }) => turnId === deadTurnId)).toEqual([
    expect.objectContaining({ metric: 'model_prompt_tokens', amount: 123, isEstimated: true }),
  ]);
  const asked = (await harness.calls(shop.tenantId)).reduce((sum, { totalTokens }) => sum + totalTokens, 0);
  expect(quotas).toEqual({ model_tokens: { used: 123 + asked, reserved: 0 }, replies: { used: 1, reserved: 0 } });
});
