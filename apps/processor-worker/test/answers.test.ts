import { incomingMessages, outgoingMessages, type ConversationNudge } from '@sylion/schemas';
import { done } from '@sylion/queues';
import { markMediaFailed, markMediaReady } from '@sylion/database';
import { waitUntil } from '@sylion/testbed';

import { startHarness, type Harness } from './processor-harness.ts';
import { openShop, type Person, type Shop } from './shop.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await harness.startProcessor();
});
afterAll(() => harness.stop());
beforeEach(() => harness.control({ mode: 'echo' }));

const photo = (caption?: string) => ({
  kind: 'image' as const,
  media: { providerMediaId: 'media-1', mimeType: 'image/jpeg' },
  ...(caption === undefined ? {} : { caption }),
});
const voice = { kind: 'audio' as const, media: { providerMediaId: 'media-2', mimeType: 'audio/ogg; codecs=opus', isVoice: true } };
const contentsOf = async (shop: Shop) => (await harness.calls(shop.tenantId)).at(-1)?.request.contents;

async function settleMedia(shop: Shop, person: Person, how: 'ready' | 'failed'): Promise<void> {
  for (const { id, mimeType } of (await person.talk()).media) {
    await harness.database.asTenant<unknown>(shop.tenantId, (scope) =>
      how === 'ready'
        ? markMediaReady(scope, id, {
            objectPath: `tenants/${shop.tenantId}/${id}`,
            objectUri: `gs://media/tenants/${shop.tenantId}/${id}`,
            sizeBytes: 10,
            mimeType,
          })
        : markMediaFailed(scope, id, 'gone'),
    );
  }
}

it('one message gets one queued reply, in the language of its writer, and a nudge for the gateway after it is committed', async () => {
  await harness.control({ mode: 'extract' });
  const shop = await openShop(harness, { assistant: { instructions: 'La boutique est ouverte du mardi au samedi de 9h à 19h.' } });
  const camille = shop.person('Camille');
  await camille.writes('Bonjour, quels jours la boutique est-elle ouverte ?');
  const { replies, inbound, turns, conversation, endUser } = await camille.answered(1);
  expect(replies).toEqual([
    expect.objectContaining({
      state: 'queued',
      author: 'assistant',
      text: expect.stringContaining('mardi au samedi'),
      epoch: conversation.epoch,
      turnId: turns[0]?.id,
    }),
  ]);
  expect(inbound).toEqual([expect.objectContaining({ state: 'answered', turnId: turns[0]?.id })]);
  expect(turns).toEqual([
    expect.objectContaining({ state: 'replied', outcome: 'answered', modelCalls: 1, model: 'gemini-3.5-flash-lite' }),
  ]);
  expect(conversation.claimedUntil).toBeNull();
  expect(endUser.locale).toBe('fr');

  const nudged: ConversationNudge[] = [];
  const gateway = harness.queues.consume({
    contract: outgoingMessages,
    concurrency: 1,
    handle: async (nudge) => {
      nudged.push(nudge);
      return done;
    },
  });
  await waitUntil('the gateway is nudged', () => nudged.some(({ conversationId }) => conversationId === camille.conversationId));
  await gateway.close();
});

it('history, names and the business instructions reach the model', async () => {
  const shop = await openShop(harness, { assistant: { instructions: 'Only ever recommend the blue bicycle.' } });
  const amelie = shop.person('Amélie Roux');
  await amelie.writes('What bicycles do you sell?');
  await amelie.answered(1);
  await amelie.writes('And how much are they?');
  await amelie.answered(2);
  const call = (await harness.calls(shop.tenantId)).at(-1);
  expect(call?.request.contents).toEqual([
    { role: 'user', parts: [{ text: 'What bicycles do you sell?' }] },
    { role: 'model', parts: [{ text: 'What bicycles do you sell?' }] },
    { role: 'user', parts: [{ text: 'And how much are they?' }] },
  ]);
  for (const known of ['Only ever recommend the blue bicycle.', 'Amélie Roux', `Shop ${shop.slug}`])
    expect(call?.request.systemText).toContain(known);
});

it('several messages get one reply that uses all of them', async () => {
  const shop = await openShop(harness);
  const camille = shop.person();
  await camille.writes('Bonjour', 'je voudrais une tarte', 'pour six personnes, demain midi');
  const { replies, inbound, turns } = await camille.answered(1);
  expect(replies.map(({ text }) => text)).toEqual(['Bonjour\nje voudrais une tarte\npour six personnes, demain midi']);
  expect(new Set(inbound.map(({ turnId }) => turnId))).toEqual(new Set([turns[0]?.id]));
});

it('twenty nudges for one message make one turn', async () => {
  const shop = await openShop(harness);
  const camille = shop.person();
  await camille.writesUnheard('Avez-vous du pain complet ce matin ?');
  await Promise.all(Array.from({ length: 20 }, () => camille.nudges()));
  await camille.answered(1);
  await waitUntil('all nudges are consumed', async () => (await harness.queues.depth(incomingMessages)) === 0);
  const { replies, turns } = await camille.talk();
  expect(replies).toHaveLength(1);
  expect(turns).toHaveLength(1);
});

describe('media', () => {
  it('is waited for, and reaches the model as an object of its own beside its caption', async () => {
    const shop = await openShop(harness);
    const camille = shop.person();
    await camille.writes(photo('Est-ce que cette pièce va sur mon vélo ?'), voice);
    await settleMedia(shop, camille, 'ready');
    const { replies, media } = await camille.answered(1);
    expect(replies).toHaveLength(1);
    expect(await contentsOf(shop)).toEqual([
      {
        role: 'user',
        parts: [
          { fileData: { mimeType: 'image/jpeg', fileUri: media[0]?.objectUri } },
          { text: 'Est-ce que cette pièce va sur mon vélo ?' },
        ],
      },
      { role: 'user', parts: [{ fileData: { mimeType: 'audio/ogg', fileUri: media[1]?.objectUri } }] },
    ]);
  });

  it.each([
    ['failed', 'ar', 'عذرًا'],
    ['never had', 'de', 'Datei'],
  ] as const)('that is %s and all there was is said so, in the language of the shop (%s)', async (end, locale, words) => {
    const shop = await openShop(harness, {
      locale,
      assistant: { coalescing: { completeWaitMs: 1, uncaptionedWaitMs: 1, mediaMaxWaitMs: 700 } },
    });
    const person = shop.person();
    await person.writes(photo());
    if (end === 'failed') await settleMedia(shop, person, 'failed');
    const { replies, inbound, turns } = await person.answered(1);
    expect(replies).toEqual([expect.objectContaining({ author: 'system', text: expect.stringContaining(words) })]);
    expect(inbound).toEqual([expect.objectContaining({ state: 'skipped', stateReason: 'media_unreadable' })]);
    const waitedMs = (turns[0]?.startedAt.getTime() ?? 0) - (inbound[0]?.createdAt.getTime() ?? 0);
    if (end === 'never had') expect(waitedMs).toBeGreaterThanOrEqual(700);
    expect(await harness.calls(shop.tenantId)).toEqual([]);
  });

  it('that failed is told to the model when there is more to answer', async () => {
    const shop = await openShop(harness);
    const camille = shop.person();
    await camille.writes(photo(), 'Vous avez ce modèle en rouge ?');
    await settleMedia(shop, camille, 'failed');
    await camille.answered(1);
    expect(await contentsOf(shop)).toEqual([
      { role: 'user', parts: [{ text: '[image] (this file could not be read)' }] },
      { role: 'user', parts: [{ text: 'Vous avez ce modèle en rouge ?' }] },
    ]);
  });

  it('of a kind that nobody can read is answered without the model', async () => {
    const shop = await openShop(harness, { locale: 'es' });
    const person = shop.person();
    await person.writes({ kind: 'unsupported', type: 'poll_creation', errorCode: 131_051 });
    const { replies, inbound } = await person.answered(1);
    expect(replies).toEqual([expect.objectContaining({ author: 'system', text: expect.stringContaining('no puedo leer') })]);
    expect(inbound).toEqual([expect.objectContaining({ state: 'skipped', stateReason: 'unsupported_type' })]);
    expect(await harness.calls(shop.tenantId)).toEqual([]);
  });
});
