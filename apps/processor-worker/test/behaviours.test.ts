import { newId, type AssistantSettings } from '@sylion/schemas';
import { waitUntil } from '@sylion/testbed';

import { openKnowledgeShop } from './knowledge-shop.ts';
import { startHarness, type Harness } from './processor-harness.ts';
import { publishChange } from './publish-change.ts';
import { openShop, type Person, type Shop } from './shop.ts';
import { readLedger } from './talk.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await harness.startProcessor();
});
afterAll(() => harness.stop());
beforeEach(() => harness.control({ mode: 'echo' }));

const inTenant = <Result>(shop: Shop, work: Parameters<typeof harness.database.asTenant<Result>>[1]) =>
  harness.database.asTenant(shop.tenantId, work);
const publish = (shop: Shop, change: Partial<AssistantSettings>) =>
  inTenant(shop, (scope) => publishChange(scope, shop.assistantId, change));
const openWith = async (change: Partial<AssistantSettings>): Promise<Shop> => {
  const shop = await openShop(harness);
  await publish(shop, change);
  return shop;
};
const asks = async (person: Person, text: string, bubbles: number) => {
  await person.writes(text);
  return person.answered(bubbles);
};
const never = { timeZone: 'Europe/Paris', week: {}, exceptions: [] };
const closedTexts = { closed: { fr: 'Nous sommes fermés.' } };

describe('versions', () => {
  it('a turn names the version that answered; one that is published while the model thinks answers the next turn', async () => {
    const shop = await openShop(harness);
    const camille = shop.person();
    await harness.control({ mode: 'echo', latencyMs: 500 });
    await camille.writes('Avez-vous des pneus ?');
    await waitUntil('the model is being asked', async () => (await harness.calls(shop.tenantId)).length === 1);
    await publish(shop, { instructions: 'Be brief.', modelTier: 'pro' });
    await camille.answered(1);
    expect((await asks(camille, 'Et des chaînes ?', 2)).turns.map(({ assistantVersion }) => assistantVersion)).toEqual([1, 2]);
    const [first, second] = await harness.calls(shop.tenantId);
    expect([first?.request.systemText, second?.request.systemText]).toEqual([
      expect.stringContaining('Be kind.'),
      expect.stringContaining('Be brief.'),
    ]);
  });
});

describe('the welcome', () => {
  const texts = { welcome: { fr: 'Bienvenue à la boutique !', en: 'Welcome!' } };

  it('stands before the first answer of a conversation, once, in the person’s language, and is committed with it', async () => {
    const shop = await openWith({ texts });
    const camille = shop.person();
    const { replies, conversation } = await asks(camille, 'Avez-vous des pneus de vélo ?', 1);
    expect(replies[0]?.text).toBe('Bienvenue à la boutique !\n\nAvez-vous des pneus de vélo ?');
    expect(conversation.welcomedAt).toEqual(replies[0]?.createdAt); // now() of one transaction
    expect((await asks(camille, 'Et des chaînes ?', 2)).replies[1]?.text).toBe('Et des chaînes ?');
    expect((await harness.calls(shop.tenantId)).map(({ request }) => request.systemText?.includes('do not greet again'))).toEqual([
      true,
      false,
    ]);
  });

  it('is for new conversations: who was answered before is not welcomed', async () => {
    const shop = await openShop(harness);
    const camille = shop.person();
    await asks(camille, 'Avez-vous des pneus de vélo ?', 1);
    await publish(shop, { texts });
    expect((await asks(camille, 'Et des chaînes ?', 2)).replies[1]?.text).toBe('Et des chaînes ?');
  });
});

describe('outside business hours', () => {
  it('the closed text is said once per closed period, and the model is not asked', async () => {
    const shop = await openWith({ businessHours: { ...never, outside: 'say_closed' }, texts: closedTexts });
    const camille = shop.person();
    const first = await asks(camille, 'Avez-vous des pneus ?', 1);
    expect(first.replies[0]).toMatchObject({
      author: 'system',
      text: 'Nous sommes fermés.',
      createdAt: first.conversation.closedNotifiedAt,
    });
    const again = await asks(camille, 'Allô ?', 1);
    expect(again.inbound.map(({ state, stateReason }) => [state, stateReason])).toEqual([
      ['skipped', 'outside_business_hours'],
      ['skipped', 'outside_business_hours'],
    ]);
    expect(await harness.calls(shop.tenantId)).toEqual([]);

    const [yesterday] = new Date(Date.now() - 86_400_000).toISOString().split('T');
    const exceptions = [{ date: yesterday ?? '', openings: [{ opens: '09:00', closes: '10:00' }] }];
    await publish(shop, { businessHours: { ...never, exceptions, outside: 'say_closed' } });
    await inTenant(shop, ({ sql }) =>
      sql
        .updateTable('conversations')
        .set({ closedNotifiedAt: new Date(Date.now() - 3 * 86_400_000) })
        .where('id', '=', camille.conversationId)
        .execute(),
    );
    expect((await asks(camille, 'Et maintenant ?', 2)).replies).toHaveLength(2);
  });

  it('an answer can be given all the same, with the closed text below the first', async () => {
    const shop = await openWith({ businessHours: { ...never, outside: 'answer_with_note' }, texts: closedTexts });
    const camille = shop.person();
    await asks(camille, 'Avez-vous des pneus ?', 1);
    expect((await asks(camille, 'Et des chaînes ?', 2)).replies.map(({ text }) => text)).toEqual([
      'Avez-vous des pneus ?\n\nNous sommes fermés.',
      'Et des chaînes ?',
    ]);
  });

  it('a human can take over; a wish to opt out is heard at any hour', async () => {
    const shop = await openWith({ businessHours: { ...never, outside: 'hand_off' } });
    const [camille, other] = [shop.person(), shop.person('Zoé')];
    const { conversation, replies, inbound } = await asks(camille, 'Avez-vous des pneus ?', 1);
    expect([conversation.handledBy, inbound[0]?.state, replies[0]?.text]).toEqual([
      'human',
      'handed_off',
      expect.stringContaining('équipe'),
    ]);
    expect((await asks(other, 'STOP', 1)).endUser.optedOutAt).not.toBeNull();
  });

  it('an open business answers', async () => {
    const day = [{ opens: '00:00', closes: '00:00' }];
    const week = Object.fromEntries(
      ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((name) => [name, day]),
    );
    const shop = await openWith({ businessHours: { ...never, week, outside: 'say_closed' } });
    expect((await asks(shop.person(), 'Avez-vous des pneus ?', 1)).replies[0]?.text).toBe('Avez-vous des pneus ?');
  });
});

describe('hand-off rules', () => {
  it('a phrase passes the whole burst on to a human, in the tenant’s own words, without asking the model', async () => {
    const shop = await openWith({
      handOffRules: { phrases: ['réclamation'], afterUnknown: null },
      texts: { handOff: { fr: 'Un collègue arrive.' } },
      tools: [],
    });
    const camille = shop.person();
    await camille.writes('Bonjour', 'C’est une RECLAMATION !');
    const { conversation, inbound, replies, audit } = await camille.answered(1);
    expect([conversation.handledBy, replies.map(({ text, epoch }) => [text, epoch])]).toEqual(['human', [['Un collègue arrive.', 1]]]);
    expect(inbound.map(({ state, stateReason }) => [state, stateReason])).toEqual([
      ['handed_off', 'hand_off_phrase'],
      ['handed_off', 'hand_off_phrase'],
    ]);
    expect(audit.at(-1)).toMatchObject({ action: 'conversation.taken_over', after: { reason: 'hand_off_phrase' } });
    expect(await harness.calls(shop.tenantId)).toEqual([]);
  });

  it('so many questions in a row that the documents hold nothing about do, too; an answer out of them begins the count anew', async () => {
    const shop = await openKnowledgeShop(harness, {
      documents: { 'Tarifs.md': ['Une révision complète du vélo coûte 45 euros.'] },
    });
    await publish(shop, { handOffRules: { phrases: [], afterUnknown: 2 } });
    const camille = shop.person();
    await asks(camille, 'Quelle est la capitale de la Mongolie ?', 1);
    expect((await asks(camille, 'Combien coûte une révision complète du vélo ?', 2)).conversation.unknownCount).toBe(0);
    expect((await asks(camille, 'Quelle est la capitale de la Mongolie ?', 3)).conversation).toMatchObject({
      handledBy: 'assistant',
      unknownCount: 1,
    });
    const { conversation, inbound } = await asks(camille, 'Qui a peint la Joconde au musée ?', 4);
    expect([conversation.handledBy, conversation.unknownCount, inbound.at(-1)?.stateReason]).toEqual(['human', 0, 'nothing_known']);
    const generated = (await harness.calls(shop.tenantId)).filter(({ method }) => /generate/i.test(method));
    expect(generated).toHaveLength(3);
    expect((await readLedger(harness, shop.tenantId)).replies).toBe(3);
  });
});

describe('language and fallback', () => {
  it('a fixed language is the assistant’s, whatever the person writes, and is not taken for theirs', async () => {
    const shop = await openWith({ locale: 'de', language: 'fixed', texts: {} });
    await harness.control({ mode: 'script', script: [{ error: { code: 'INVALID_ARGUMENT' } }] });
    const camille = shop.person();
    const { replies, endUser } = await asks(camille, 'Bonjour, avez-vous des pneus de vélo en stock ?', 1);
    expect(replies[0]?.text).toMatch(/Entschuldigung|leider|tut/i);
    expect(endUser.locale).toBeNull();
  });

  it('the tenant’s own fallback is said when the model fails, and told to the model for what it does not know', async () => {
    const shop = await openWith({ texts: { fallback: { fr: 'Appelez-nous au 01 23 45.' } } });
    const camille = shop.person();
    await asks(camille, 'Avez-vous des pneus de vélo ?', 1);
    expect((await harness.calls(shop.tenantId))[0]?.request.systemText).toContain('say just this: "Appelez-nous au 01 23 45."');
    await harness.control({ mode: 'script', script: [{ error: { code: 'INVALID_ARGUMENT' } }] });
    expect((await asks(camille, `Et des chaînes ${newId()} ?`, 2)).replies[1]?.text).toBe('Appelez-nous au 01 23 45.');
  });
});
