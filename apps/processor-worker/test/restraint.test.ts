import { beginTurn, changeSpeaker, createChannel } from '@sylion/database';
import { newId, type AssistantSettings } from '@sylion/schemas';

import { startHarness, type Harness } from './processor-harness.ts';
import { publishChange } from './publish-change.ts';
import { openShop, type Person, type Shop } from './shop.ts';
import type { Talk } from './talk.ts';

/** What holds an assistant back: machines, end users who write too much, messages that nobody answered in time. */
let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  for (let count = 0; count < 4; count += 1) await harness.startProcessor({ DATABASE_POOL_SIZE: '4' });
});
afterAll(() => harness.stop());
beforeEach(() => harness.control({ mode: 'echo' }));

const openWith = async (change: Partial<AssistantSettings>): Promise<Shop> => {
  const shop = await openShop(harness, { locale: 'fr' });
  await harness.database.asTenant(shop.tenantId, (scope) => publishChange(scope, shop.assistantId, change));
  return shop;
};
const unlimited = { perMinute: null, perHour: null, perDay: null };
const asked = async (shop: Shop) => (await harness.calls(shop.tenantId)).length;
const settled = ({ inbound }: Talk) => inbound.map(({ state, stateReason }) => stateReason ?? state);
/** Moves what a conversation remembers into the past, in the place of waiting. */
const remember = (shop: Shop, person: Person, changes: Record<string, Date>) =>
  harness.database.asTenant(shop.tenantId, ({ sql }) =>
    sql.updateTable('conversations').set(changes).where('id', '=', person.conversationId).execute(),
  );
const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);

describe('a machine that answers whatever it is sent', () => {
  const autoReply = 'Nous avons bien reçu votre message et vous répondrons dès notre retour.';
  /** Answers each bubble at once, until none comes; tells how many came. */
  const loop = async (machine: Person): Promise<Talk> => {
    for (let turn = 1; ; turn += 1) {
      await machine.writes(autoReply);
      const talk = await machine.answered(0);
      if (talk.replies.length < turn || turn === 20) return talk;
    }
  };

  it('is left alone after a few turns with one last sentence; a person is answered again, and a human may resume', async () => {
    const shop = await openWith({ breaksLoops: true });
    const machine = shop.person();
    const { replies, conversation, audit } = await loop(machine);
    const questions = await asked(shop);
    expect(questions).toBeLessThanOrEqual(9);
    expect(replies).toHaveLength(questions + 1);
    expect(replies.at(-1)).toMatchObject({ author: 'system', text: expect.stringContaining('deux automates') });
    expect(conversation.quietSince).not.toBeNull();
    expect(audit.filter(({ action }) => action === 'conversation.went_quiet')).toHaveLength(1);

    await machine.writes(autoReply);
    const still = await machine.answered(replies.length);
    expect([settled(still).slice(-2), still.replies.length]).toEqual([['loop_suspected', 'loop_suspected'], replies.length]);
    expect(await asked(shop)).toBe(questions);

    // Time passes: the test writes no faster than a person does.
    await harness.database.asTenant(shop.tenantId, ({ sql: statements }) =>
      statements
        .updateTable('messages')
        .set({ createdAt: minutesAgo(5) })
        .where('conversationId', '=', machine.conversationId)
        .execute(),
    );
    await machine.writes('Pardon, mon répondeur était allumé. Ouvrez-vous samedi ?');
    const again = await machine.answered(replies.length + 1);
    expect(again.replies.at(-1)).toMatchObject({ author: 'assistant' });
    expect([settled(again).at(-1), again.conversation.quietSince]).toEqual(['answered', null]);

    await remember(shop, machine, { quietSince: new Date() });
    const handBack = { conversationId: machine.conversationId, handledBy: 'assistant', actor: { kind: 'system' }, reason: 'test' } as const;
    await harness.database.asTenant(shop.tenantId, (scope) => changeSpeaker(scope, handBack));
    expect((await machine.talk()).conversation.quietSince).toBeNull();
  });

  it('is heard when it opts out', async () => {
    const shop = await openWith({ breaksLoops: true });
    const machine = shop.person();
    const { replies } = await loop(machine);
    await machine.writes('STOP');
    expect((await machine.answered(replies.length + 1)).endUser.optedOutAt).not.toBeNull();
  });
});

describe('an end user who writes too much', () => {
  it('is answered exactly as often as the limit says, by four processors; told once; and answered again later', async () => {
    const shop = await openWith({ endUserLimits: { ...unlimited, perMinute: 3 }, coalescing: { completeWaitMs: 1 } });
    const flooder = shop.person();
    for (let index = 0; index < 6; index += 1) {
      await flooder.writes(`Question ${index} : avez-vous des pneus ?`);
      await flooder.answered(Math.min(index + 1, 4));
    }
    const { replies, inbound } = await flooder.answered(4);
    expect(inbound.map(({ state, stateReason }) => stateReason ?? state)).toEqual([
      'answered',
      'answered',
      'answered',
      'rate_limited',
      'rate_limited',
      'rate_limited',
    ]);
    expect(replies.map(({ author }) => author)).toEqual(['assistant', 'assistant', 'assistant', 'system']);
    expect(await asked(shop)).toBe(3);

    const neighbour = shop.person('Zoé');
    await neighbour.writes('Bonjour, avez-vous des chaînes ?');
    expect(settled(await neighbour.answered(1))).toEqual(['answered']);

    await harness.database.asTenant(shop.tenantId, ({ sql }) =>
      sql
        .updateTable('turns')
        .set({ admittedAt: minutesAgo(2) })
        .where('conversationId', '=', flooder.conversationId)
        .execute(),
    );
    await flooder.writes('Et maintenant, avez-vous des pneus ?');
    expect(settled(await flooder.answered(5)).at(-1)).toBe('answered');
  });

  it('gets exactly what is left of the limit when turns of several channels ask for it at once', async () => {
    const shop = await openWith({});
    const flooder = shop.person();
    await flooder.writes('Avez-vous des pneus ?');
    const { conversation } = await flooder.answered(1);
    const { endUserId } = conversation;
    const inTenant = <Result>(work: Parameters<typeof harness.database.asTenant<Result>>[1]) =>
      harness.database.asTenant(shop.tenantId, work);
    const conversationIds = await inTenant(async (scope) => {
      const { tenantId } = scope;
      const opened: string[] = [];
      for (let index = 0; index < 20; index += 1) {
        const [channelId, id] = [newId(), newId()];
        await createChannel(scope, {
          id: channelId,
          assistantId: shop.assistantId,
          provider: 'meta',
          providerKey: newId(),
          accountKey: 'waba',
          identityScope: `portfolio-${shop.slug}`,
          displayPhoneNumber: '+33 1 00 00 00 01',
          name: `Number ${index}`,
          credentialsCiphertext: Buffer.alloc(1),
        });
        await scope.sql.insertInto('conversations').values({ tenantId, id, channelId, endUserId }).execute();
        opened.push(id);
      }
      return opened;
    });
    const wanted = { limits: { ...unlimited, perHour: 3 } };
    const seen = { endUserId, claim: 0, epoch: 0, lastInboundSeq: 0 };
    const turn = { assistantId: shop.assistantId, assistantVersion: 1, leaseMs: 1, seen, wanted };
    const begun = await Promise.all(
      conversationIds.map((conversationId) => beginTurn(harness.database, shop.tenantId, { ...turn, turnId: newId(), conversationId })),
    );
    const outcomes = begun.map(({ outcome }) => outcome).sort();
    expect(outcomes).toEqual([...Array<string>(3).fill('begun'), ...Array<string>(17).fill('too_often')]);
  });
});

describe('messages that waited too long', () => {
  const writtenAgo = async (shop: Shop, minutes: number): Promise<Person> => {
    const person = shop.person();
    await person.writesUnheard('Avez-vous des pneus ?');
    await harness.database.asTenant(shop.tenantId, ({ sql }) =>
      sql
        .updateTable('messages')
        .set({ providerAt: minutesAgo(minutes) })
        .where('conversationId', '=', person.conversationId)
        .execute(),
    );
    await person.nudges();
    return person;
  };
  const rules = { modelOutage: 'apologise', staleAfterMinutes: 60 } as const;

  it.each([
    ['answer', 90, 1, 'answered', 1],
    ['apologise', 90, 1, 'stale', 0],
    ['apologise', 30, 1, 'answered', 1],
    ['skip', 90, 0, 'stale', 0],
  ] as const)('%s, after %d minutes', async (stale, minutes, bubbles, end, calls) => {
    const shop = await openWith({ outageRules: { ...rules, stale } });
    const talk = await (await writtenAgo(shop, minutes)).answered(bubbles);
    expect([talk.replies.length, settled(talk), await asked(shop)]).toEqual([bubbles, [end], calls]);
  });

  it('are not answered when WhatsApp takes no free answer any more', async () => {
    const shop = await openWith({ outageRules: { ...rules, stale: 'answer' } });
    const camille = shop.person();
    await camille.writesUnheard('Avez-vous des pneus ?');
    await remember(shop, camille, { lastInboundAt: minutesAgo(25 * 60) });
    await camille.nudges();
    expect([settled(await camille.answered(0)), await asked(shop)]).toEqual([['service_window_closed'], 0]);
  });
});
