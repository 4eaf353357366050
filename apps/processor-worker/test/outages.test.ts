import type { AssistantSettings } from '@sylion/schemas';
import { waitUntil } from '@sylion/testbed';

import { startHarness, type Harness } from './processor-harness.ts';
import { publishChange } from './publish-change.ts';
import { openShop, type Person, type Shop } from './shop.ts';
import type { Talk } from './talk.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await harness.startProcessor({ MODEL_TIMEOUT_MS: '400' });
});
afterAll(() => harness.stop());

const openWith = async (change: Partial<AssistantSettings>): Promise<Shop> => {
  const shop = await openShop(harness, { locale: 'fr' });
  await harness.database.asTenant(shop.tenantId, (scope) => publishChange(scope, shop.assistantId, change));
  return shop;
};
const settled = ({ inbound }: Talk) => inbound.map(({ state, stateReason }) => stateReason ?? state);
/** Moves what a conversation remembers into the past, in the place of waiting. */
const remember = (shop: Shop, person: Person, changes: Record<string, Date>) =>
  harness.database.asTenant(shop.tenantId, ({ sql }) =>
    sql.updateTable('conversations').set(changes).where('id', '=', person.conversationId).execute(),
  );
const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);

describe('a model that is away', () => {
  const away = () => harness.control({ failRate: 1, failCode: 'UNAVAILABLE' });
  const rules = { modelOutage: 'answer_later', staleAfterMinutes: 120, stale: 'answer' } as const;

  it('is apologised for once, and its answer comes by itself when it is back', async () => {
    const shop = await openWith({ outageRules: rules });
    const camille = shop.person();
    await away();
    await camille.writes('Avez-vous une adresse à Lyon ?');
    const told = await waitUntil(
      'the apology is queued',
      async () => {
        const talk = await camille.talk();
        return talk.replies.length > 0 && talk.turns.every(({ state }) => state !== 'running') && talk;
      },
      25_000,
    );
    expect(told.replies).toEqual([expect.objectContaining({ author: 'system', text: expect.stringContaining('dès que possible') })]);
    expect([settled(told), told.turns.at(-1)?.outcome, told.conversation.answerNotBefore]).toEqual([
      ['received'],
      'postponed',
      expect.any(Date),
    ]);

    await remember(shop, camille, { answerNotBefore: minutesAgo(1) });
    const later = await waitUntil(
      'it was asked again',
      async () => {
        const talk = await camille.talk();
        return talk.turns.length > told.turns.length && talk.turns.every(({ state }) => state !== 'running') && talk;
      },
      15_000,
    );
    expect([later.replies.length, later.turns.at(-1)?.outcome]).toEqual([1, 'postponed']);

    await harness.control({ mode: 'echo', failRate: 0 });
    await remember(shop, camille, { answerNotBefore: minutesAgo(1) });
    const { replies, inbound, conversation } = await camille.answered(2);
    expect(replies.map(({ author }) => author)).toEqual(['system', 'assistant']);
    expect([inbound[0]?.state, conversation.apologisedAt, conversation.answerNotBefore]).toEqual(['answered', null, null]);
  });

  it('passes the conversation on where the rules say so; a wish to opt out needs no model', async () => {
    const [relaying, waiting] = [
      await openWith({ outageRules: { ...rules, modelOutage: 'hand_off' } }),
      await openWith({ outageRules: rules }),
    ];
    await harness.control({ mode: 'script', script: [{ error: { code: 'INVALID_ARGUMENT' } }] });
    const camille = relaying.person();
    await camille.writes('Avez-vous une adresse à Lyon ?');
    const { conversation, inbound, turns } = await camille.answered(1);
    expect([conversation.handledBy, inbound[0]?.state, inbound[0]?.stateReason]).toEqual(['human', 'handed_off', 'model_failed']);
    expect(turns.at(-1)).toMatchObject({ outcome: 'handed_off', errorCode: 'INVALID_ARGUMENT' });

    const zoe = waiting.person();
    await zoe.writesUnheard('Bonjour à tous, une question');
    await remember(waiting, zoe, { answerNotBefore: minutesAgo(-5) });
    await zoe.nudges();
    await zoe.writes('STOP');
    expect((await zoe.answered(1)).endUser.optedOutAt).not.toBeNull();
  });
});
