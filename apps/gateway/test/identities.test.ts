import fc from 'fast-check';

import { changeSpeaker } from '@sylion/database';
import { waitUntil, type SeededTenant } from '@sylion/testbed';

import { startHarness, type Harness } from './gateway-harness.ts';
import { changeOf, contactOf, envelope, messagesOf, newWamid, nowSeconds, textFrom, type Writer } from './webhook-bodies.ts';

let harness: Harness;
let tenant: SeededTenant;

beforeAll(async () => {
  harness = await startHarness({ gateways: 2 });
});
beforeEach(async () => {
  tenant = await harness.seed();
});
afterAll(() => harness.stop());

const say = async (writer: Writer, text: string, to: SeededTenant = tenant, gateway = 0): Promise<void> => {
  expect((await harness.post(messagesOf(to.providerKey, writer, [textFrom(writer, text)]), { url: harness.urls[gateway] })).status).toBe(
    200,
  );
};
const announce = async (system: object, from: Writer = {}): Promise<void> => {
  const message = {
    ...(from.phone === undefined ? {} : { from: from.phone }),
    ...(from.bsuid === undefined ? {} : { from_user_id: from.bsuid }),
    id: newWamid(),
    timestamp: nowSeconds(),
    type: 'system',
    system,
  };
  expect((await harness.post(envelope(changeOf(tenant.providerKey, { messages: [message] })))).status).toBe(200);
};
/** Per conversation, its texts in order. */
const threads = async (): Promise<string[][]> => {
  const [conversations, messages] = await Promise.all([harness.conversations(tenant), harness.messages(tenant)]);
  return conversations.map(({ id }) =>
    messages
      .filter(({ conversationId, kind }) => conversationId === id && kind === 'text')
      .map(({ content }) => (content.kind === 'text' ? content.text : '')),
  );
};
const current = async (): Promise<string[]> =>
  (await harness.identities(tenant)).filter(({ retiredAt }) => retiredAt === null).map(({ kind, value }) => `${kind} ${value}`);

describe('one person', () => {
  const phone = '33611111111';
  const bsuid = 'FR.1111111111';

  it('keeps one history from phone to phone and BSUID to BSUID alone', async () => {
    await say({ phone }, 'by phone');
    await say({ phone, bsuid }, 'by both');
    await say({ bsuid }, 'by BSUID');
    expect(await threads()).toEqual([['by phone', 'by both', 'by BSUID']]);
    expect(await current()).toEqual([`bsuid ${bsuid}`, `phone +${phone}`]);
    expect(await harness.conversations(tenant)).toMatchObject([{ replyPhone: `+${phone}`, replyBsuid: bsuid }]);
  });

  it('is told by a parent BSUID, too', async () => {
    const other = { ...textFrom({ phone }, 'first'), from_parent_user_id: 'FR.ENT.42' };
    await harness.post(messagesOf(tenant.providerKey, { phone }, [other]));
    await harness.post(messagesOf(tenant.providerKey, { bsuid }, [{ ...textFrom({ bsuid }, 'second'), from_parent_user_id: 'FR.ENT.42' }]));
    expect(await threads()).toEqual([['first', 'second']]);
  });

  it('stays the same under another number', async () => {
    await say({ phone, bsuid }, 'old number');
    await announce({ type: 'user_changed_number', wa_id: '33622222222' }, { phone });
    await say({ phone: '33622222222' }, 'new number');
    expect(await threads()).toEqual([['old number', 'new number']]);
    expect(await current()).toEqual(['phone +33622222222']);
    expect(await harness.conversations(tenant)).toMatchObject([{ replyPhone: '+33622222222', replyBsuid: null }]);
  });

  it('stays the same under another BSUID, and is not written to under the old one', async () => {
    await say({ phone, bsuid }, 'old id');
    await announce({ type: 'user_changed_user_id', user_id: 'FR.2222222222', previous_user_id: bsuid }, { bsuid: 'FR.2222222222' });
    expect(await harness.conversations(tenant)).toMatchObject([{ replyPhone: null, replyBsuid: 'FR.2222222222' }]);
    await say({ bsuid: 'FR.2222222222' }, 'new id');
    await say({ bsuid }, 'a late one under the old id');
    expect(await threads()).toEqual([['old id', 'new id', 'a late one under the old id']]);
    expect(await current()).toEqual(['bsuid FR.2222222222']);
  });

  it('is met once by twenty webhooks at two gateways', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `parallel ${index}`);
    await Promise.all(texts.map((text, index) => say(index % 3 === 0 ? { phone } : { phone, bsuid }, text, tenant, index % 2)));
    expect((await threads()).map((thread) => thread.sort())).toEqual([texts.sort()]);
    expect(await current()).toEqual([`bsuid ${bsuid}`, `phone +${phone}`]);
    expect((await harness.conversations(tenant))[0]).toMatchObject({ nextSeq: 21 });
  });
});

describe('two people', () => {
  it('stay two when a number is recycled, and the number is the new one’s', async () => {
    await say({ phone: '33633333333', bsuid: 'FR.3333333333' }, 'first owner');
    await say({ phone: '33633333333', bsuid: 'FR.4444444444' }, 'second owner');
    await say({ phone: '33633333333' }, 'still the second');
    await say({ bsuid: 'FR.3333333333' }, 'the first again');
    expect((await threads()).sort()).toEqual([
      ['first owner', 'the first again'],
      ['second owner', 'still the second'],
    ]);
    const first = (await harness.conversations(tenant)).find(({ replyBsuid }) => replyBsuid === 'FR.3333333333');
    expect(first?.replyPhone).toBeNull();
  });

  it('hand a username on without being mixed up', async () => {
    await say({ phone: '33655555551', username: 'ana.paris' }, 'Ana');
    await say({ phone: '33655555552', username: 'ana.paris' }, 'somebody else');
    await say({ phone: '33655555551', username: 'ana.lyon' }, 'Ana again');
    await say({ phone: '33655555551', username: 'ana.nice' }, 'Ana once more');
    expect((await threads()).sort()).toEqual([['Ana', 'Ana again', 'Ana once more'], ['somebody else']]);
    expect((await current()).filter((identity) => identity.startsWith('username'))).toEqual(['username ana.nice', 'username ana.paris']);
  });

  it('who turn out to be one share one conversation, in order, and no turn or bubble of before survives', async () => {
    await say({ phone: '33666666666' }, 'by phone 1');
    await say({ phone: '33666666666' }, 'by phone 2');
    await say({ bsuid: 'FR.6666666666' }, 'by BSUID 1');
    const [older, younger] = await harness.conversations(tenant);
    await harness.reply(tenant, younger?.id ?? '', ['an answer to half of it'], { isNudged: false });
    await say({ phone: '33666666666', bsuid: 'FR.6666666666' }, 'by both');
    expect(await threads()).toEqual([['by phone 1', 'by phone 2', 'by BSUID 1', 'an answer to half of it', 'by both']]);
    expect(await harness.conversations(tenant)).toMatchObject([
      { id: older?.id, claim: (older?.claim ?? 0) + 1, epoch: (older?.epoch ?? 0) + 1, claimedUntil: null, nextSeq: 6, lastInboundSeq: 5 },
    ]);
    expect((await harness.messages(tenant)).map(({ seq, state, stateReason }) => [seq, state, stateReason])).toEqual([
      [1, 'received', null],
      [2, 'received', null],
      [3, 'received', null],
      [4, 'cancelled', 'epoch_changed'],
      [5, 'received', null],
    ]);
    await waitUntil(
      'the one conversation is nudged',
      () => harness.nudges.filter(({ conversationId }) => conversationId === older?.id).length >= 2,
    );
  });

  it('who turn out to be one stay with the human who spoke to either', async () => {
    await say({ phone: '33677777777' }, 'to the assistant');
    await say({ bsuid: 'FR.7777777777' }, 'to a human');
    const taken = (await harness.conversations(tenant)).find(({ replyBsuid }) => replyBsuid !== null);
    await harness.database.asTenant(tenant.tenantId, (scope) =>
      changeSpeaker(scope, { conversationId: taken?.id ?? '', handledBy: 'human', actor: { kind: 'system' }, reason: 'test' }),
    );
    await say({ phone: '33677777777', bsuid: 'FR.7777777777' }, 'to whom?');
    expect(await harness.conversations(tenant)).toMatchObject([{ handledBy: 'human' }]);
  });
});

describe('any sequence of webhooks', () => {
  const phones = ['33600000001', '33600000002', '33600000003'];
  const bsuids = ['FR.1001', 'FR.1002', 'FR.1003'];
  const maybe = <Value>(values: readonly Value[]): fc.Arbitrary<Value | undefined> =>
    fc.option(fc.constantFrom(...values), { nil: undefined });
  const spoken = fc
    .record({ kind: fc.constant('text' as const), phone: maybe(phones), bsuid: maybe(bsuids), username: maybe(['u1', 'u2']) })
    .filter(({ phone, bsuid }) => (phone ?? bsuid) !== undefined);
  const changed = fc.record({ kind: fc.constant('number' as const), from: fc.constantFrom(...phones), to: fc.constantFrom(...phones) });
  const replaced = fc.record({ kind: fc.constant('user_id' as const), from: fc.constantFrom(...bsuids), to: fc.constantFrom(...bsuids) });
  const batches = fc.array(fc.array(fc.oneof({ weight: 4, arbitrary: spoken }, changed, replaced), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 5,
  });
  type Step =
    | { kind: 'text'; phone?: string; bsuid?: string; username?: string }
    | { kind: 'number'; from: string; to: string }
    | { kind: 'user_id'; from: string; to: string };

  const toChange = (step: Step): object => {
    const about = { id: newWamid(), timestamp: nowSeconds(), type: 'system' };
    if (step.kind === 'number')
      return changeOf(tenant.providerKey, {
        messages: [{ ...about, from: step.from, system: { type: 'user_changed_number', wa_id: step.to } }],
      });
    if (step.kind === 'user_id')
      return changeOf(tenant.providerKey, {
        messages: [
          { ...about, from_user_id: step.to, system: { type: 'user_changed_user_id', user_id: step.to, previous_user_id: step.from } },
        ],
      });
    return changeOf(tenant.providerKey, { contacts: [contactOf(step)], messages: [textFrom(step, 'text')] });
  };

  it('keeps every message, and every current identity with one end user, whatever comes at once', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (steps) => {
        tenant = await harness.seed();
        // Pairs of webhooks race each other on two gateways.
        for (let index = 0; index < steps.length; index += 2) {
          const answers = await Promise.all(
            steps
              .slice(index, index + 2)
              .map((batch, gateway) => harness.post(envelope(...batch.map(toChange)), { url: harness.urls[gateway] })),
          );
          for (const { status } of answers) expect(status).toBe(200);
        }
        const [messages, conversations, identities] = await Promise.all([
          harness.messages(tenant),
          harness.conversations(tenant),
          harness.identities(tenant),
        ]);
        expect(messages).toHaveLength(steps.flat().length);
        const slots = identities.filter(({ retiredAt }) => retiredAt === null);
        expect(new Set(slots.map(({ kind, scope, value }) => `${kind} ${scope} ${value}`)).size).toBe(slots.length);
        expect(new Set(slots.map(({ endUserId, kind, scope }) => `${endUserId} ${kind} ${scope}`)).size).toBe(slots.length);
        for (const { id, nextSeq } of conversations)
          expect(messages.filter(({ conversationId }) => conversationId === id).map(({ seq }) => seq)).toEqual(
            Array.from({ length: nextSeq - 1 }, (_, seq) => seq + 1),
          );
      }),
      { numRuns: 40 },
    );
  });
});
