import { changeChannel, changeSpeaker, insertOutbound } from '@sylion/database';
import { newId } from '@sylion/schemas';
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

/** Sooner than any sweeper would come to the rescue. */
const beforeSweepMs = 4_500;
const statesOf = async (person: Person) => (await person.talk()).inbound.map(({ state, stateReason }) => [state, stateReason]);
const untilSettled = (person: Person, count: number) =>
  waitUntil(
    `${count} messages have their end`,
    async () => {
      const states = await statesOf(person);
      return states.length === count && states.every(([state]) => state !== 'received') && states;
    },
    beforeSweepMs,
  );
/** A bubble that the gateway has not sent yet. */
const queueBubble = (shop: Shop, person: Person, author: 'assistant' | 'human') =>
  harness.database.asTenant(shop.tenantId, async (scope) => {
    const { conversation } = await person.talk();
    await insertOutbound(scope, {
      messageId: newId(),
      conversationId: person.conversationId,
      channelId: shop.channelId,
      author,
      content: { kind: 'text', text: `an unsent bubble of the ${author}` },
      epoch: conversation.epoch,
    });
  });
const handBack = (shop: Shop, person: Person) =>
  harness.database.asTenant(shop.tenantId, (scope) =>
    changeSpeaker(scope, {
      conversationId: person.conversationId,
      handledBy: 'assistant',
      actor: { kind: 'api_key' },
      reason: 'handed_back',
    }),
  );

describe('a hand-over', () => {
  it('gives a colleague the word: the bubble that says so carries the new epoch, later messages are theirs, and it is audited', async () => {
    await harness.control({
      mode: 'script',
      script: [{ functionCall: { name: 'hand_off_to_human', args: { reason: 'The person wants a refund.' } } }, { text: 'De 9 h à 19 h.' }],
    });
    const shop = await openShop(harness);
    const camille = shop.person();
    await camille.writes('Je veux parler à quelqu’un de chez vous.');
    const { conversation, replies, inbound, turns, audit } = await camille.answered(1);
    expect(conversation).toMatchObject({ handledBy: 'human', epoch: 1 });
    expect(replies).toEqual([
      expect.objectContaining({ state: 'queued', epoch: 1, text: expect.stringContaining('membre de notre équipe') }),
    ]);
    expect(inbound).toEqual([expect.objectContaining({ state: 'handed_off', stateReason: 'asked_for_a_human' })]);
    expect(turns).toEqual([expect.objectContaining({ state: 'replied', outcome: 'handed_off' })]);
    expect(audit).toEqual([
      expect.objectContaining({
        action: 'conversation.taken_over',
        actorKind: 'system',
        actorId: `turn:${turns[0]?.id}`,
        subjectId: camille.conversationId,
        after: { handledBy: 'human', epoch: 1, reason: 'asked_for_a_human' },
      }),
    ]);

    await camille.writes('Vous êtes là ?');
    expect(await untilSettled(camille, 2)).toEqual([
      ['handed_off', 'asked_for_a_human'],
      ['handed_off', 'handled_by_human'],
    ]);
    expect(await harness.calls(shop.tenantId)).toHaveLength(1);

    await handBack(shop, camille);
    await camille.writes('Et vos horaires, au fait ?');
    expect((await camille.answered(2)).replies.at(-1)).toMatchObject({ text: 'De 9 h à 19 h.', epoch: 2 });
  });

  it('is a tool that only an assistant with it on its list has; unknown names never reach the model', async () => {
    const [allowed, forbidden] = [
      await openShop(harness, { tools: ['hand_off_to_human', 'drop_all_tables', 'constructor'] }),
      await openShop(harness, { tools: [] }),
    ];
    const [someone, other] = [allowed.person(), forbidden.person()];
    await someone.writes('Que pouvez-vous faire pour moi ?');
    await someone.answered(1);
    expect((await harness.calls(allowed.tenantId)).map(({ request }) => request.tools)).toEqual([['hand_off_to_human']]);

    await harness.control({ mode: 'script', script: [{ functionCall: { name: 'hand_off_to_human', args: { reason: 'made up' } } }] });
    await other.writes('Passez-moi un humain, merci.');
    expect((await other.answered(1)).conversation).toMatchObject({ handledBy: 'assistant', epoch: 0 });
    expect((await harness.calls(forbidden.tenantId)).map(({ request }) => request.tools)).toEqual([[]]);
  });
});

describe('consent', () => {
  it.each([
    ['fr', 'Arrêtez svp', 'Reprendre', 'vous ne recevrez plus', 'vous recevrez à nouveau'],
    ['en', 'STOP', 'start', 'you will not receive', 'you will receive our messages again'],
    ['ar', 'إيقاف', 'ابدأ', 'لن تصلك رسائل', 'كيف'],
  ] as const)('in %s: "%s" ends every automatic message, "%s" brings them back', async (locale, stop, start, stopped, started) => {
    const shop = await openShop(harness, { locale });
    const person = shop.person();
    await person.writesUnheard('…');
    await queueBubble(shop, person, 'assistant');
    await queueBubble(shop, person, 'human');
    await person.writes(stop);
    const out = await person.answered(3);
    expect(out.endUser.optedOutAt).not.toBeNull();
    expect(out.conversation.epoch).toBe(1);
    expect(out.replies.map(({ author, state, stateReason, epoch }) => [author, state, stateReason, epoch])).toEqual([
      ['assistant', 'cancelled', 'epoch_changed', 0],
      ['human', 'queued', null, 0],
      ['system', 'queued', null, 1],
    ]);
    expect(out.replies.at(-1)?.text).toContain(stopped);
    expect(out.inbound.at(-1)).toMatchObject({ state: 'answered' });
    expect(out.audit).toEqual([
      expect.objectContaining({
        action: 'end_user.opted_out',
        actorKind: 'end_user',
        subjectId: out.endUser.id,
        after: { messageId: out.inbound.at(-1)?.id },
      }),
    ]);

    await person.writes('One more question, please: where are you?');
    expect((await untilSettled(person, 3)).at(-1)).toEqual(['skipped', 'end_user_opted_out']);
    await person.writes(start);
    const back = await person.answered(4);
    expect(back.endUser.optedOutAt).toBeNull();
    expect(back.replies.at(-1)).toMatchObject({ author: 'system', text: expect.stringContaining(started) });
    expect(back.audit.map(({ action }) => action)).toEqual(['end_user.opted_out', 'end_user.opted_in']);
    expect(await harness.calls(shop.tenantId)).toEqual([]);
  });

  it('is heard while a colleague handles the conversation, and a word that changes nothing does not bring the assistant back', async () => {
    const shop = await openShop(harness);
    const camille = shop.person();
    await camille.writesUnheard('Bonjour');
    await harness.database.asTenant(shop.tenantId, (scope) =>
      changeSpeaker(scope, {
        conversationId: camille.conversationId,
        handledBy: 'human',
        actor: { kind: 'api_key' },
        reason: 'handled_by_human',
      }),
    );
    await camille.writes('STOP', 'START');
    expect((await untilSettled(camille, 3)).slice(1)).toEqual([
      ['handed_off', 'handled_by_human'],
      ['handed_off', 'handled_by_human'],
    ]);
    await camille.writes('STOP');
    expect((await camille.answered(1)).endUser.optedOutAt).not.toBeNull();
    expect(await harness.calls(shop.tenantId)).toEqual([]);
  });

  it('given up while the model thinks about another conversation of the same person ends that one, too', async () => {
    await harness.control({ mode: 'script', script: [{ text: 'too late', delayMs: 700 }] });
    const shop = await openShop(harness);
    const camille = shop.person();
    await camille.writes('Quels sont vos prix ?');
    await waitUntil('the model is being asked', async () => (await harness.calls(shop.tenantId)).length === 1);
    await harness.database.asTenant(shop.tenantId, async ({ sql }) => {
      const { conversation } = await camille.talk();
      await sql
        .updateTable('endUsers')
        .set({ optedOutAt: new Date() })
        .where('tenantId', '=', shop.tenantId)
        .where('id', '=', conversation.endUserId)
        .execute();
      await sql
        .updateTable('conversations')
        .set({ epoch: conversation.epoch + 1 })
        .where('tenantId', '=', shop.tenantId)
        .where('id', '=', camille.conversationId)
        .execute();
    });
    expect(await untilSettled(camille, 1)).toEqual([['skipped', 'end_user_opted_out']]);
    expect((await camille.talk()).replies).toEqual([]);
  });
});

describe('nobody is answered', () => {
  const forbid: Record<string, (shop: Shop, person: Person) => Promise<unknown>> = {
    end_user_blocked: async (shop, person) => {
      const { conversation } = await person.talk();
      return harness.database.asTenant(shop.tenantId, ({ sql }) =>
        sql
          .updateTable('endUsers')
          .set({ blockedAt: new Date() })
          .where('tenantId', '=', shop.tenantId)
          .where('id', '=', conversation.endUserId)
          .execute(),
      );
    },
    tenant_suspended: (shop) =>
      harness.database.asPlatform('suspend a test tenant', ({ sql }) =>
        sql.updateTable('tenants').set({ status: 'suspended' }).where('id', '=', shop.tenantId).execute(),
      ),
    no_assistant: (shop) =>
      harness.database.asTenant(shop.tenantId, (scope) => changeChannel(scope, shop.channelId, { assistantId: null })),
  };

  it.each(Object.entries(forbid))('%s: the message is skipped with that reason, the model not asked', async (reason, change) => {
    const shop = await openShop(harness);
    const camille = shop.person();
    await camille.writesUnheard('Quels sont vos prix ?');
    await change(shop, camille);
    await camille.writes('STOP');
    expect(await untilSettled(camille, 2)).toEqual([
      ['skipped', reason],
      ['skipped', reason],
    ]);
    const { replies, endUser } = await camille.talk();
    expect(replies).toEqual([]);
    expect(endUser.optedOutAt).toBeNull();
    expect(await harness.calls(shop.tenantId)).toEqual([]);
  });
});
