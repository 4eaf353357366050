import { Readable } from 'node:stream';

import { changeSpeaker, claimBubble, listUnsent, listUnsentOfChannel, setChannelStatus } from '@sylion/database';
import type { MessageContent } from '@sylion/schemas';
import { testKeyRing, waitUntil, type SeededTenant } from '@sylion/testbed';

import { deliverBubbles } from '../src/outbound/deliver-bubbles.ts';
import { createProviders } from '../src/providers/providers.ts';
import { renderReply } from '../src/render/render-reply.ts';
import { silent, startHarness, type Harness, type LogEntry, type Row } from './gateway-harness.ts';

let harness: Harness;
let tenant: SeededTenant;

beforeAll(async () => {
  harness = await startHarness({ gateways: 2 });
});
beforeEach(async () => {
  tenant = await harness.seed();
});
afterAll(() => harness.stop());

const arrived = ['sent', 'delivered', 'read'];
const faults = (plan: object, of = tenant): Promise<unknown> => harness.control('faults', { phoneNumberId: of.providerKey, ...plan });
const onPhone = (of = tenant): Promise<LogEntry[]> => harness.log(of.providerKey, 'outbound');
const textsOnPhone = async (): Promise<string[]> => (await onPhone()).map(({ text }) => text);
const channelStatus = async (): Promise<string | undefined> =>
  (
    await harness.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
      sql.selectFrom('channels').select('status').where('tenantId', '=', tenantId).where('id', '=', tenant.channelId).executeTakeFirst(),
    )
  )?.status;
const update = (
  messageId: string | undefined,
  values: { state?: string; attempts?: number; sendingAt?: Date; updatedAt?: Date },
): Promise<unknown> =>
  harness.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
    sql
      .updateTable('messages')
      .set(values)
      .where('tenantId', '=', tenantId)
      .where('id', '=', messageId ?? '')
      .execute(),
  );
const bubble = async (messageId: string | undefined): Promise<Row | undefined> =>
  (await harness.messages(tenant)).find(({ id }) => id === messageId);
const takeOver = (conversationId: string): Promise<unknown> =>
  harness.database.asTenant(tenant.tenantId, (scope) =>
    changeSpeaker(scope, { conversationId, handledBy: 'human', actor: { kind: 'system' }, reason: 'test' }),
  );

describe('the bubbles of a conversation', () => {
  it('arrive once each and in order through throttles, 500s after accepting and cut connections', async () => {
    await harness.control('configure', { limits: { pairIntervalMs: null, throughputPerSecond: null } });
    const people = ['33600000001', '33600000002', '33600000003'];
    const texts = Array.from({ length: 8 }, (_, index) => `bubble ${index + 1}`);
    const other = await harness.seed();
    await faults({
      rejectRate: 0.1,
      rejectCode: 130429,
      acceptThenFailRate: 0.05,
      acceptThenCutRate: 0.05,
      cutBeforeAcceptRate: 0.05,
      duplicateWebhooks: 1,
      shuffleWebhooks: true,
      seed: 3,
    });
    await faults({ rejectRate: 0.1, rejectCode: 130429, acceptThenFailRate: 0.1, acceptThenCutRate: 0.1, seed: 4 }, other);
    const sides = [tenant, other].flatMap((side) => people.map((phone) => ({ side, phone })));
    await Promise.all(
      sides.map(async ({ side, phone }) => {
        const conversationId = await harness.beWrittenTo(side, { phone });
        await harness.reply(side, conversationId, texts);
        await harness.nudgeOutgoing(side, conversationId);
      }),
    );
    for (const side of [tenant, other]) await harness.outboundIn(side, arrived, people.length * texts.length, 25_000);
    for (const { side, phone } of sides)
      expect((await onPhone(side)).filter(({ user }) => user === phone).map(({ text }) => text)).toEqual(texts);
    await harness.control('configure', { limits: { pairIntervalMs: 6_000, throughputPerSecond: 80 } });
  });

  it('wait when WhatsApp says that the pair is too fast, and arrive', async () => {
    const conversationId = await harness.beWrittenTo(tenant);
    await faults({ rejectRate: 1, rejectCode: 131056 });
    const [first] = await harness.reply(tenant, conversationId, ['slowly']);
    await waitUntil('it is throttled', async () => (await bubble(first))?.stateReason === '131056');
    await faults({});
    await harness.outboundIn(tenant, arrived);
    expect(await textsOnPhone()).toEqual(['slowly']);
    expect((await onPhone())[0]?.at).toBeGreaterThan(((await harness.log(tenant.providerKey, 'rejected'))[0]?.at ?? 0) + 3_900);
    expect(await bubble(first)).toMatchObject({ attempts: 2 });
  });

  it('go out once when many workers got the same nudge', async () => {
    const conversationId = await harness.beWrittenTo(tenant);
    await faults({ latencyMs: 20 });
    await harness.reply(tenant, conversationId, ['one', 'two', 'three'], { isNudged: false });
    const worker = {
      database: harness.database,
      providers: createProviders({ meta: { graphUrl: harness.environment.WHATSAPP_GRAPH_URL } }),
      pace: { take: async () => 0, holdBack: async () => undefined },
      traces: { keep: () => undefined },
      storage: { read: () => Readable.from([]) },
      rules: { render: renderReply, sendTimeoutMs: 5_000, graceMs: 1_000, listeningMs: () => Infinity, typingIntervalMs: 20_000 },
      secretRing: testKeyRing,
      logger: silent,
      onSend: () => undefined,
    };
    const nudge = { version: 1 as const, tenantId: tenant.tenantId, conversationId };
    await Promise.all(Array.from({ length: 8 }, () => deliverBubbles(nudge, worker)));
    await harness.outboundIn(tenant, arrived, 3); // a status may have nudged a gateway, too
    expect(await textsOnPhone()).toEqual(['one', 'two', 'three']);
  });

  it('of one long reply are cut at its blocks and keep their order', async () => {
    const sections = Array.from(
      { length: 40 },
      (_, index) => `## Section ${index}\n\nThe **important** part of section ${index}: ${'words and more words. '.repeat(12)}`,
    );
    const conversationId = await harness.beWrittenTo(tenant);
    await harness.reply(tenant, conversationId, [sections.join('\n\n'), 'and a last word']);
    const bubbles = await harness.outboundIn(tenant, arrived, 4);
    expect(bubbles.map(({ seq, part }) => [seq, part])).toEqual([
      ...Array.from({ length: bubbles.length - 1 }, (_, part) => [2, part]),
      [3, 0],
    ]);
    const texts = bubbles.map(({ content }) => (content.kind === 'text' ? content.text : ''));
    expect((await onPhone()).map(({ request }) => request.biz_opaque_callback_data)).toEqual(bubbles.map(({ id }) => id));
    for (const text of texts) expect([...text].length).toBeLessThanOrEqual(4_096);
    expect([...texts.join('\n').matchAll(/\*Section (\d+)\*/g)].map(([, index]) => Number(index))).toEqual(
      sections.map((_, index) => index),
    );
  });

  it('keep WhatsApp’s pace by themselves: not one is refused', async () => {
    const talkative = await harness.seed();
    const people = ['33600000001', '33600000002', '33600000003', '33600000004'];
    const conversationId = await harness.beWrittenTo(tenant);
    await harness.reply(
      tenant,
      conversationId,
      Array.from({ length: 45 }, (_, index) => `${index}`),
    );
    await Promise.all(
      people.map(async (phone) =>
        harness.reply(
          talkative,
          await harness.beWrittenTo(talkative, { phone }),
          Array.from({ length: 30 }, (_, index) => `${index}`),
        ),
      ),
    );
    await harness.outboundIn(talkative, arrived, 120, 20_000);
    const bubbles = await harness.outboundIn(tenant, arrived, 45, 20_000);
    for (const side of [tenant, talkative]) expect(await harness.log(side.providerKey, 'rejected')).toEqual([]);
    const times = (await onPhone()).map(({ at }) => at);
    expect((times[44] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(5_500);
    expect(bubbles.map(({ attempts }) => attempts)).toEqual(Array(45).fill(1)); // a bubble that waits for its turn was not tried
  });
});

describe('a send of unknown outcome', () => {
  it('is settled by its status and not repeated', async () => {
    const conversationId = await harness.beWrittenTo(tenant);
    await harness.control('configure', { timings: { sentMs: 400, deliveredMs: 500 } });
    await faults({ acceptThenCutRate: 1 });
    const [first] = await harness.reply(tenant, conversationId, ['cut off']);
    await waitUntil('nobody knows', async () => (await bubble(first))?.state === 'unknown');
    await faults({});
    await harness.reply(tenant, conversationId, ['the next']);
    await harness.outboundIn(tenant, ['delivered'], 2);
    await harness.control('configure', { timings: { sentMs: 5, deliveredMs: 15 } });
    expect(await textsOnPhone()).toEqual(['cut off', 'the next']);
    expect(await bubble(first)).toMatchObject({ attempts: 1, stateReason: null, providerMessageId: (await onPhone())[0]?.wamid });
  });

  it('is tried again after the grace period without evidence', async () => {
    const conversationId = await harness.beWrittenTo(tenant);
    await faults({ cutBeforeAcceptRate: 1 });
    const [first] = await harness.reply(tenant, conversationId, ['again', 'and on']);
    await waitUntil('nobody knows', async () => (await bubble(first))?.state === 'unknown');
    await faults({});
    await harness.outboundIn(tenant, arrived, 2);
    expect(await textsOnPhone()).toEqual(['again', 'and on']);
    expect(await bubble(first)).toMatchObject({ attempts: 2 });
  });

  it('is not tried again before webhooks could be taken for a whole grace period', async () => {
    const conversationId = await harness.beWrittenTo(tenant);
    const ids = await harness.reply(tenant, conversationId, ['perhaps there'], { isNudged: false });
    const longAgo = new Date(Date.now() - 3_600_000);
    await update(ids[0], { state: 'unknown', attempts: 1, sendingAt: longAgo });
    const claim = (listeningMs: number) =>
      harness.database.asTenant(tenant.tenantId, (scope) =>
        claimBubble(scope, conversationId, {
          render: (text) => [text],
          sendTimeoutMs: 1,
          graceMs: 60_000,
          listeningMs: () => listeningMs,
          typingIntervalMs: 1,
        }),
      );
    expect(await claim(59_000)).toMatchObject({ kind: 'wait' });
    expect(await bubble(ids[0])).toMatchObject({ state: 'unknown' });
    expect(await claim(60_000)).toMatchObject({ kind: 'send', bubble: { messageId: ids[0], attempt: 2 } });
    await update(ids[0], { state: 'delivered' });
  });

  it('in ten tries is given up, so that no eleventh may double it, and the next one goes', async () => {
    const conversationId = await harness.beWrittenTo(tenant);
    const ids = await harness.reply(tenant, conversationId, ['perhaps there ten times', 'behind it'], { isNudged: false });
    const longAgo = new Date(Date.now() - 3_600_000);
    await update(ids[0], { state: 'unknown', attempts: 10, sendingAt: longAgo, updatedAt: longAgo });
    await harness.nudgeOutgoing(tenant, conversationId);
    await waitUntil('the next one left', async () => (await textsOnPhone()).includes('behind it'));
    expect(await bubble(ids[0])).toMatchObject({ state: 'failed', stateReason: 'no_evidence', attempts: 10 });
    expect(await textsOnPhone()).toEqual(['behind it']);
  });

  it('that a crash left behind is found by the sweeper, and held until then', async () => {
    const conversationId = await harness.beWrittenTo(tenant);
    const ids = await harness.reply(tenant, conversationId, ['never left', 'behind it'], { isNudged: false });
    const longAgo = new Date(Date.now() - 600_000);
    await update(ids[0], { state: 'sending', sendingAt: longAgo, updatedAt: longAgo });
    await harness.outboundIn(tenant, arrived, 2);
    expect(await textsOnPhone()).toEqual(['never left', 'behind it']);
  });

  it('that a crash left behind after the POST is settled by its status', async () => {
    const conversationId = await harness.beWrittenTo(tenant);
    const [first] = await harness.reply(tenant, conversationId, ['did leave', 'behind it'], { isNudged: false });
    await update(first, { state: 'sending', sendingAt: new Date() });
    const request = {
      messaging_product: 'whatsapp',
      to: '+33612345678',
      type: 'text',
      text: { body: 'did leave' },
      biz_opaque_callback_data: first,
    };
    await fetch(`${harness.environment.WHATSAPP_GRAPH_URL}/v25.0/${tenant.providerKey}/messages`, {
      method: 'POST',
      headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    await harness.outboundIn(tenant, arrived, 2);
    expect(await textsOnPhone()).toEqual(['did leave', 'behind it']);
    expect(await bubble(first)).toMatchObject({ attempts: 0 });
  });
});

describe('a bubble that may not leave', () => {
  it('waits while the platform has suspended the tenant, whose end users are still heard', async () => {
    const conversationId = await harness.beWrittenTo(tenant);
    const setStatus = (status: 'active' | 'suspended') =>
      harness.database.asPlatform('suspend and resume', ({ sql }) =>
        sql.updateTable('tenants').set({ status }).where('id', '=', tenant.tenantId).execute(),
      );
    await setStatus('suspended');
    const [held] = await harness.reply(tenant, conversationId, ['after the resumption']);
    await harness.beWrittenTo(tenant);
    const step = await harness.database.asTenant(tenant.tenantId, (scope) =>
      claimBubble(scope, conversationId, {
        render: (text) => [text],
        sendTimeoutMs: 1,
        graceMs: 1,
        listeningMs: () => Infinity,
        typingIntervalMs: 1,
      }),
    );
    expect(step).toEqual({ kind: 'held', reason: 'tenant_suspended' });
    expect([(await bubble(held))?.state, await onPhone()]).toEqual(['queued', []]);
    await update(held, { updatedAt: new Date(Date.now() - 600_000) });
    expect(await listUnsent(harness.database, 1_000)).toEqual([]);
    await setStatus('active');
    await waitUntil('the sweeper found it', async () => (await textsOnPhone()).includes('after the resumption'));
  });

  it('is cancelled when the service window is closed; a template goes', async () => {
    const conversationId = await harness.beWrittenTo(tenant);
    await harness.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
      sql
        .updateTable('conversations')
        .set({ lastInboundAt: new Date(Date.now() - 24 * 3_600_000 - 1_000) })
        .where('tenantId', '=', tenantId)
        .execute(),
    );
    const template: MessageContent = { kind: 'template', name: 'hello_world', language: 'en_US' };
    await harness.reply(tenant, conversationId, ['too late', template]);
    const bubbles = await harness.outboundIn(tenant, [...arrived, 'cancelled'], 2);
    expect(bubbles.map(({ state, stateReason }) => [arrived.includes(state), stateReason])).toEqual([
      [false, 'service_window_closed'],
      [true, null],
    ]);
    expect(await onPhone()).toHaveLength(1);
  });

  it('is cancelled when its epoch is stale', async () => {
    const conversationId = await harness.beWrittenTo(tenant);
    await harness.reply(tenant, conversationId, ['of another time'], { epoch: 7 });
    expect(await harness.outboundIn(tenant, ['cancelled'])).toMatchObject([{ stateReason: 'epoch_changed' }]);
    expect(await onPhone()).toEqual([]);
  });

  it('is cancelled in the middle of a split reply when a human takes over', async () => {
    const conversationId = await harness.beWrittenTo(tenant);
    await faults({ latencyMs: 150 });
    const [first] = await harness.reply(tenant, conversationId, [
      Array.from({ length: 60 }, (_, index) => `Paragraph ${index}. ${'More words. '.repeat(25)}`).join('\n\n'),
    ]);
    await waitUntil('the first bubble left', async () => arrived.includes((await bubble(first))?.state ?? ''));
    await takeOver(conversationId);
    const onTheWire = (await harness.messages(tenant)).filter(
      ({ state, direction }) => direction === 'outbound' && state !== 'cancelled',
    ).length;
    const bubbles = await harness.outboundIn(tenant, [...arrived, 'cancelled'], 4);
    expect(onTheWire).toBeLessThanOrEqual(2);
    expect(bubbles.slice(2).map(({ stateReason }) => stateReason)).toEqual(Array(bubbles.length - 2).fill('epoch_changed'));
    expect(await onPhone()).toHaveLength(onTheWire);
  });

  it('because of its kind or its content fails with the code, and the next one goes', async () => {
    const conversationId = await harness.beWrittenTo(tenant);
    await harness.reply(tenant, conversationId, [
      { kind: 'location', latitude: 1, longitude: 2 },
      { kind: 'template', name: '', language: 'fr' },
      'the next',
    ]);
    const bubbles = await harness.outboundIn(tenant, [...arrived, 'failed'], 3);
    expect(bubbles.map(({ state, stateReason }) => [arrived.includes(state), stateReason])).toEqual([
      [false, '0'],
      [false, expect.stringMatching(/^1\d+$/)],
      [true, null],
    ]);
    expect(await textsOnPhone()).toEqual(['the next']);
  });

  it('for an hour does not keep a human waiting who takes over', async () => {
    const conversationId = await harness.beWrittenTo(tenant);
    await faults({ rejectRate: 1, rejectCode: 131048 });
    const [first] = await harness.reply(tenant, conversationId, ['spam?']);
    await waitUntil('it waits', async () => (await bubble(first))?.stateReason === '131048');
    await faults({});
    await takeOver(conversationId);
    await harness.reply(tenant, conversationId, ['a human here'], { author: 'human', epoch: 1 });
    await harness.outboundIn(tenant, [...arrived, 'cancelled'], 2, 6_000);
    expect(await textsOnPhone()).toEqual(['a human here']);
  });
});

describe('a channel whose token expired', () => {
  it('pauses, keeps its bubbles and goes on receiving; they leave in order once it works again', async () => {
    const conversationId = await harness.beWrittenTo(tenant);
    await harness.control('expire-token', { token: `token-${tenant.slug}` });
    await harness.reply(tenant, conversationId, ['kept 1', 'kept 2']);
    await waitUntil('the channel is flagged', async () => (await channelStatus()) === 'needs_reauth');
    await harness.beWrittenTo(tenant, { phone: '33698765432' });
    const states = (await harness.messages(tenant)).filter(({ direction }) => direction === 'outbound').map(({ state }) => state);
    expect(states).toEqual(['queued', 'queued']);
    expect(await onPhone()).toEqual([]);

    await harness.control('restore-token', { token: `token-${tenant.slug}` });
    const waiting = await harness.database.asTenant(tenant.tenantId, async (scope) => {
      await setChannelStatus(scope, { channelId: tenant.channelId, status: 'active', reason: null, actor: { kind: 'api_key' } });
      return listUnsentOfChannel(scope, tenant.channelId);
    });
    expect(waiting).toEqual([conversationId]);
    await harness.nudgeOutgoing(tenant, conversationId);
    await harness.outboundIn(tenant, arrived, 2);
    expect(await textsOnPhone()).toEqual(['kept 1', 'kept 2']);
  });
});

describe('a turn under way', () => {
  it('shows as read and typing, once in twenty seconds', async () => {
    const conversationId = await harness.beWrittenTo(tenant);
    const [received] = await harness.messages(tenant);
    await harness.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
      sql
        .updateTable('conversations')
        .set({ claimedUntil: new Date(Date.now() + 60_000) })
        .where('tenantId', '=', tenantId)
        .execute(),
    );
    await harness.nudgeOutgoing(tenant, conversationId);
    const typing = await waitUntil('it types', async () => (await harness.log(tenant.providerKey)).find(({ kind }) => kind === 'typing'));
    expect(typing.wamid).toBe(received?.providerMessageId);
    expect((await harness.log(tenant.providerKey, 'read')).map(({ wamid }) => wamid)).toEqual([received?.providerMessageId]);
    await harness.nudgeOutgoing(tenant, conversationId);
    await harness.reply(tenant, conversationId, ['the answer']);
    await harness.outboundIn(tenant, arrived);
    expect(await harness.log(tenant.providerKey, 'typing')).toHaveLength(1);
  });
});
