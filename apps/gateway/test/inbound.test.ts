import http from 'node:http';
import net from 'node:net';
import { performance } from 'node:perf_hooks';

import { advanceMessageStatus, messageStatuses } from '@sylion/conversation';
import { listUnanswered } from '@sylion/database';
import { newId } from '@sylion/schemas';
import { waitUntil, type SeededTenant } from '@sylion/testbed';

import { rotatedAppSecret, startHarness, type Harness } from './gateway-harness.ts';
import { serverOf } from './tcp-proxy.ts';
import {
  appSecret,
  changeOf,
  contactOf,
  envelope,
  messagesOf,
  newWamid,
  nowSeconds,
  signatureOf,
  statusOf,
  textFrom,
  verifyToken,
} from './webhook-bodies.ts';

const ana = { phone: '33612345678', name: 'Ana' };
let harness: Harness;
let tenant: SeededTenant;

beforeAll(async () => {
  harness = await startHarness({ gateways: 2 });
});
beforeEach(async () => {
  tenant = await harness.seed();
});
afterAll(() => harness.stop());

const key = (): string => tenant.providerKey;
const storedTexts = async (): Promise<unknown[]> =>
  (await harness.messages(tenant)).map(({ content }) => (content.kind === 'text' ? content.text : content.kind));

describe('the handshake', () => {
  const ask = async (path: string, query: Record<string, string>): Promise<{ status: number; text: string }> => {
    const response = await fetch(
      `${harness.urls[0]}${path}?${new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', ...query }).toString()}`,
    );
    return { status: response.status, text: await response.text() };
  };

  it('answers the challenge for the right token and nothing else', async () => {
    expect(await ask('/webhooks/whatsapp', { 'hub.verify_token': verifyToken })).toEqual({ status: 200, text: '1158201444' });
    expect((await ask('/webhooks/whatsapp', { 'hub.verify_token': 'wrong' })).status).toBe(403);
    expect((await ask('/webhooks/whatsapp', {})).status).toBe(403);
    expect((await ask('/webhooks/whatsapp', { 'hub.verify_token': verifyToken, 'hub.mode': 'unsubscribe' })).status).toBe(403);
  });

  it('knows each channel by its own token only', async () => {
    const own = await harness.seed({ credentials: { provider: 'meta', accessToken: 'token', verifyToken: 'token-of-the-channel' } });
    expect(await ask(`/webhooks/whatsapp/${own.channelId}`, { 'hub.verify_token': 'token-of-the-channel' })).toEqual({
      status: 200,
      text: '1158201444',
    });
    expect((await ask(`/webhooks/whatsapp/${own.channelId}`, { 'hub.verify_token': verifyToken })).status).toBe(403);
    expect((await ask(`/webhooks/whatsapp/${tenant.channelId}`, { 'hub.verify_token': 'token-of-the-channel' })).status).toBe(403);
    for (const unknown of [newId(), 'no-id', '%E0%A4%A'])
      expect([400, 403]).toContain((await ask(`/webhooks/whatsapp/${unknown}`, { 'hub.verify_token': verifyToken })).status);
  });
});

describe('the signature', () => {
  it('is needed, whole, and by a secret of the route', async () => {
    const body = messagesOf(key(), ana, [textFrom(ana, 'forged')]);
    const good = signatureOf(body);
    const bad = [
      null,
      '',
      good.slice(0, -1),
      good.replace('sha256=', 'sha1='),
      good.toUpperCase(),
      `${good} `.replace('sha256', 'sha256 '),
      signatureOf(body, 'another-secret'),
      signatureOf(`${body} `),
    ];
    for (const signature of bad) expect((await harness.post(body, { signature })).status).toBe(401);
    expect(await harness.messages(tenant)).toEqual([]);
  });

  it('holds with the older secret while one is rotated', async () => {
    expect((await harness.post(messagesOf(key(), ana, [textFrom(ana, 'new')]))).status).toBe(200);
    expect((await harness.post(messagesOf(key(), ana, [textFrom(ana, 'old')]), { secret: rotatedAppSecret })).status).toBe(200);
    expect(await storedTexts()).toEqual(['new', 'old']);
  });

  it('lets a channel’s own secret speak of its own number only', async () => {
    const own = await harness.seed({ credentials: { provider: 'meta', accessToken: 'token', appSecrets: ['secret-of-the-channel'] } });
    const path = `/webhooks/whatsapp/${own.channelId}`;
    const both = envelope(
      changeOf(own.providerKey, { contacts: [contactOf(ana)], messages: [textFrom(ana, 'mine')] }),
      changeOf(key(), { contacts: [contactOf(ana)], messages: [textFrom(ana, 'a neighbour’s')] }),
    );
    expect((await harness.post(both, { path, secret: 'secret-of-the-channel' })).status).toBe(200);
    expect((await harness.messages(own)).map(({ content }) => content)).toEqual([{ kind: 'text', text: 'mine' }]);
    expect(await harness.messages(tenant)).toEqual([]);
    expect(await harness.unrouted(key())).toMatchObject([
      { field: 'message', reason: 'unknown_channel', payload: { content: { text: 'a neighbour’s' } } },
    ]);

    expect((await harness.post(both, { path, secret: appSecret })).status).toBe(401);
    expect((await harness.post(both, { secret: 'secret-of-the-channel' })).status).toBe(401);
    expect((await harness.post(both, { path: `/webhooks/whatsapp/${tenant.channelId}`, secret: 'secret-of-the-channel' })).status).toBe(
      401,
    );
    expect((await harness.post(both, { path: `/webhooks/360dialog/${own.channelId}`, secret: 'secret-of-the-channel' })).status).toBe(401);
  });
});

describe('an outage', () => {
  it('of Postgres is 503, and the redelivery finds it back', async () => {
    const { url, proxy } = await harness.startBehindProxy('DATABASE_URL', { GATEWAY_ROLES: 'inbound' });
    const known = messagesOf(key(), ana, [textFrom(ana, 'one')]);
    expect((await harness.post(known, { url })).status).toBe(200);
    await proxy.cut();
    const lost = messagesOf(key(), ana, [textFrom(ana, 'two')]);
    expect(await harness.post(lost, { url })).toMatchObject({
      status: 503,
      body: expect.stringContaining('database_unavailable') as string,
    });
    expect((await harness.post(lost, { url, path: `/webhooks/whatsapp/${newId()}` })).status).toBe(503);
    await proxy.restore();
    await waitUntil('the gateway is back', async () => (await harness.post(lost, { url })).status === 200);
    expect(await storedTexts()).toEqual(['one', 'two']);
  });

  it('of Redis is no outage: 200, and the sweeper knows what to nudge', async () => {
    const { url, proxy } = await harness.startBehindProxy('REDIS_URL', { GATEWAY_ROLES: 'inbound' });
    await proxy.cut();
    const startedAt = performance.now();
    expect((await harness.post(messagesOf(key(), ana, [textFrom(ana, 'stored')]), { url })).status).toBe(200);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    const [conversation] = await harness.conversations(tenant);
    const unfinished = await listUnanswered(harness.database, 0);
    expect(unfinished).toContainEqual({ tenantId: tenant.tenantId, conversationId: conversation?.id });
    expect(harness.nudges.some(({ tenantId }) => tenantId === tenant.tenantId)).toBe(false);
    await proxy.restore();
    await waitUntil('a webhook nudges again', async () => {
      await harness.post(messagesOf(key(), ana, [textFrom(ana, 'with Redis')]), { url });
      return harness.nudges.some(({ tenantId }) => tenantId === tenant.tenantId);
    });
  });
});

describe('bad input', () => {
  it('that is no webhook at all gets a 4xx at once, and the process goes on', async () => {
    const whole = messagesOf(key(), ana, [textFrom(ana, 'cut')]);
    const bodies: [string | Buffer, number][] = [
      ['', 400],
      ['not json', 400],
      ['[]', 400],
      ['null', 400],
      ['"text"', 400],
      ['1e999', 400],
      [whole.slice(0, whole.length / 2), 400],
      [Buffer.from([0xff, 0xfe, 0x00]), 400],
      ['['.repeat(100_000), 400],
      [Buffer.alloc(4 * 1_024 * 1_024, ' '), 413],
    ];
    for (const [body, status] of bodies) {
      const startedAt = performance.now();
      expect((await harness.post(body)).status).toBe(status);
      expect(performance.now() - startedAt).toBeLessThan(1_000);
    }
    expect((await harness.post(whole)).status).toBe(200);
    expect(await storedTexts()).toEqual(['cut']);
  });

  it('that is signed but not for us is kept', async () => {
    const before = (await harness.unrouted(null)).length;
    const bodies = [
      JSON.stringify({ object: 'page', entry: [{ id: tenant.slug }] }),
      JSON.stringify({ object: 'whatsapp_business_account', entry: [] }),
      envelope({ field: 'messages', value: { messages: [textFrom(ana, 'no metadata')] } }),
    ];
    for (const body of bodies) expect((await harness.post(body)).status).toBe(200);
    const kept = (await harness.unrouted(null)).slice(before);
    expect(kept.map(({ reason }) => reason)).toEqual(['unknown_object', 'no_entries', 'no_channel']);
    expect(JSON.stringify(kept[0]?.payload)).toContain(tenant.slug);
  });

  it('costs nothing valid that travels with it', async () => {
    const odd = [
      null,
      7,
      'text',
      [],
      {},
      { id: newWamid() },
      { ...textFrom(ana, ''), id: 'x'.repeat(4_000) },
      { from: ana.phone, id: newWamid(), timestamp: nowSeconds(), type: 'text' },
      { from: ana.phone, id: newWamid(), timestamp: nowSeconds(), type: 'hologram', hologram: { depth: 3 } },
      { ...textFrom(ana, ''), text: { body: { nested: true } } },
    ];
    const value = { contacts: [contactOf(ana)], messages: [textFrom(ana, 'first'), ...odd, textFrom(ana, 'last')] };
    const changes = [
      null,
      {},
      { field: 'messages' },
      { field: 'messages', value: 7 },
      changeOf(key(), { messages: 'none', statuses: 7 }),
      changeOf(key(), { anything: 1 }, 'brand_new_field'),
      changeOf(key(), value),
    ];
    expect((await harness.post(envelope(...(changes as object[])))).status).toBe(200);
    const rows = await harness.messages(tenant);
    expect(rows.filter(({ state }) => state === 'received').map(({ content }) => content)).toMatchObject([
      { kind: 'text', text: 'first' },
      { kind: 'unsupported', type: 'unknown' },
      { kind: 'unsupported', type: 'text' },
      { kind: 'unsupported', type: 'hologram' },
      { kind: 'unsupported', type: 'text' },
      { kind: 'text', text: 'last' },
    ]);
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
    const reasons = (await harness.providerEvents(tenant)).map(({ field, reason }) => `${field} ${reason}`);
    expect(reasons).toEqual(
      expect.arrayContaining([
        'brand_new_field field_not_handled',
        'messages not_a_list',
        'messages no_message_id',
        'messages not_an_object',
      ]),
    );
  });

  it('with NUL bytes, lone surrogates and odd times is stored as what it can be', async () => {
    const recently = Math.floor(Date.now() / 1_000) - 60;
    const times = [String(recently), recently, recently * 1_000, String(recently * 1_000), 'never', undefined, -5, 99_999_999_999_999];
    const texts = times.map((timestamp, index) => textFrom(ana, `${index} a\0b \ud800 é 👩‍👩‍👧`, { timestamp }));
    const body = messagesOf(key(), { ...ana, name: 'A\0na \udfff' }, texts);
    expect(body).toContain('\\u0000');
    expect((await harness.post(body)).status).toBe(200);
    const rows = await harness.messages(tenant);
    expect(rows.map(({ content }) => content)).toEqual(times.map((_, index) => ({ kind: 'text', text: `${index} a\uFFFDb \uFFFD é 👩‍👩‍👧` })));
    for (const { providerAt } of rows) expect(Math.abs((providerAt?.getTime() ?? 0) - Date.now())).toBeLessThan(120_000);
    expect(rows.slice(0, 4).map(({ providerAt }) => providerAt?.getTime())).toEqual(Array(4).fill(recently * 1_000));
  });

  it('of too many bytes is 413 whether or not it says so', async () => {
    const chunk = Buffer.alloc(256 * 1_024, 'x');
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = http.request(`${harness.urls[0]}/webhooks/whatsapp`, { method: 'POST' }, (response) =>
        resolve(response.resume().statusCode),
      );
      request.on('error', reject);
      for (let sent = 0; sent < 16; sent += 1) request.write(chunk);
      request.end();
    });
    expect(status).toBe(413);
  });

  it('that comes slowly or never ends holds nobody else up', async () => {
    const body = messagesOf(key(), ana, [textFrom(ana, 'slow')]);
    const head = `POST /webhooks/whatsapp HTTP/1.1\r\nhost: gateway\r\nx-hub-signature-256: ${signatureOf(body)}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
    const { host, port } = serverOf(harness.urls[0]);
    const aborted = net.connect(port, host);
    aborted.write(head + body.slice(0, 20), () => aborted.resetAndDestroy());
    const slow = net.connect(port, host);
    slow.write(head + body.slice(0, 20));
    expect((await harness.post(messagesOf(key(), ana, [textFrom(ana, 'quick')]))).status).toBe(200);
    const answer = new Promise<string>((resolve) => slow.once('data', (data) => resolve(data.toString())));
    slow.write(body.slice(20));
    expect(await answer).toMatch(/^HTTP\/1.1 200 /);
    slow.destroy();
    expect(await storedTexts()).toEqual(['quick', 'slow']);
  });

  it('that Postgres refuses is kept aside, alone', async () => {
    const doomed = await harness.seed();
    await harness.post(envelope(changeOf(doomed.providerKey, { statuses: [statusOf(newWamid(), 'sent')] }))); // its route is known now …
    await harness.database.asPlatform('test', ({ sql }) => sql.deleteFrom('channels').where('id', '=', doomed.channelId).execute()); // … and its channel gone
    const change = (to: string, text: string): object => changeOf(to, { contacts: [contactOf(ana)], messages: [textFrom(ana, text)] });
    const before = (await harness.unrouted(null)).length;
    expect(
      (await harness.post(envelope(change(key(), 'before'), change(doomed.providerKey, 'poison'), change(key(), 'after')))).status,
    ).toBe(200);
    expect(await storedTexts()).toEqual(['before', 'after']);
    expect((await harness.unrouted(null)).slice(before)).toMatchObject([
      { reason: 'could_not_be_stored', payload: { messages: [{ content: { text: 'poison' } }] } },
    ]);
  });
});

describe('what a webhook brings', () => {
  it('is stored whole and in order, a thousand updates at once', async () => {
    const texts = Array.from({ length: 1_000 }, (_, index) => `text ${index}`);
    expect(
      (
        await harness.post(
          messagesOf(
            key(),
            ana,
            texts.map((text) => textFrom(ana, text)),
          ),
        )
      ).status,
    ).toBe(200);
    expect(await storedTexts()).toEqual(texts);
  });

  it('is stored once however often it is delivered, and nudged again', async () => {
    const same = textFrom(ana, 'once');
    const body = messagesOf(key(), ana, [same, same]);
    const answers = await Promise.all([0, 1, 0, 1, 0, 1].map((gateway) => harness.post(body, { url: harness.urls[gateway] })));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(await storedTexts()).toEqual(['once']);
    const [row] = await harness.messages(tenant);
    const nudged = (): number => harness.nudges.filter(({ conversationId }) => conversationId === row?.conversationId).length;
    const before = await waitUntil('it is nudged', () => nudged() || undefined);
    await harness.post(body);
    await waitUntil('it is nudged again', () => nudged() > before);
    expect(await harness.conversations(tenant)).toMatchObject([{ nextSeq: 2, lastInboundSeq: 1 }]);
  });

  it('for a number that is nobody’s is kept with its payload', async () => {
    const stranger = `9${key()}`;
    expect((await harness.post(messagesOf(stranger, ana, [textFrom(ana, 'for whom?')]))).status).toBe(200);
    expect(await harness.unrouted(stranger)).toMatchObject([{ reason: 'unknown_channel', payload: { content: { text: 'for whom?' } } }]);
  });

  it('makes one person two end users at two tenants', async () => {
    const other = await harness.seed();
    const both = envelope(
      ...[tenant, other].map(({ providerKey }) =>
        changeOf(providerKey, { contacts: [contactOf(ana)], messages: [textFrom(ana, `to ${providerKey}`)] }),
      ),
    );
    expect((await harness.post(both)).status).toBe(200);
    const [[mine], [theirs]] = await Promise.all([harness.conversations(tenant), harness.conversations(other)]);
    expect(mine?.endUserId).toBeDefined();
    expect(theirs?.endUserId).not.toBe(mine?.endUserId);
    expect(await storedTexts()).toEqual([`to ${key()}`]);
  });

  it('is skipped with its reason when it is not to be answered, and opens no window by itself', async () => {
    const reaction = {
      from: ana.phone,
      id: newWamid(),
      timestamp: nowSeconds(),
      type: 'reaction',
      reaction: { message_id: newWamid(), emoji: '👍' },
    };
    await harness.post(messagesOf(key(), ana, [reaction, textFrom(ana, 'in a group', { group_id: 'group-1' })]));
    expect((await harness.messages(tenant)).map(({ state, stateReason }) => [state, stateReason])).toEqual([
      ['skipped', 'reaction'],
      ['skipped', 'group_message'],
    ]);
    expect(await harness.conversations(tenant)).toMatchObject([{ lastInboundAt: null, lastInboundSeq: 0 }]);
    expect(harness.nudges.some(({ tenantId }) => tenantId === tenant.tenantId)).toBe(false);
  });
});

const permutationsOf = (items: readonly string[]): string[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item) => permutationsOf(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));

describe('delivery statuses', () => {
  const sendOne = async (): Promise<string> => {
    await harness.post(messagesOf(key(), ana, [textFrom(ana, 'hello')]));
    const [conversation] = await harness.conversations(tenant);
    const [messageId] = await harness.reply(tenant, conversation?.id ?? '', ['reply'], { isNudged: false });
    return messageId ?? '';
  };

  it('are the same rule in SQL and in the domain', async () => {
    for (const current of messageStatuses)
      for (const reported of messageStatuses) {
        const row = await harness.database.asPlatform('test', ({ sql }) =>
          sql.selectNoFrom((eb) => eb.fn<string>('advance_delivery', [eb.val(current), eb.val(reported)]).as('state')).executeTakeFirst(),
        );
        expect(row?.state).toBe(advanceMessageStatus(current, reported));
      }
  });

  it('end in the same state in any order and any number', async () => {
    await harness.post(messagesOf(key(), ana, [textFrom(ana, 'hello')]));
    const [conversation] = await harness.conversations(tenant);
    const orders = permutationsOf(['sent', 'delivered', 'read', 'failed']);
    const messageIds = await harness.reply(
      tenant,
      conversation?.id ?? '',
      orders.map((order) => order.join(' ')),
      { isNudged: false },
    );
    const statuses = orders.flatMap((order, index) =>
      order.map((status) =>
        statusOf(`wamid.${messageIds[index]}`, status, {
          biz_opaque_callback_data: messageIds[index],
          ...(status === 'failed' ? { errors: [{ code: 131026, title: 'no' }] } : {}),
        }),
      ),
    );
    await harness.post(envelope(changeOf(key(), { statuses })));
    await Promise.all(
      [0, 1].map((gateway) =>
        harness.post(envelope(changeOf(key(), { statuses: [...statuses].reverse() })), { url: harness.urls[gateway] }),
      ),
    );

    const bubbles = (await harness.messages(tenant)).filter(({ direction }) => direction === 'outbound');
    expect(bubbles).toHaveLength(24);
    for (const bubble of bubbles) {
      expect(bubble).toMatchObject({ state: 'read', stateReason: null, providerMessageId: `wamid.${bubble.id}` });
      expect([bubble.sentAt, bubble.deliveredAt, bubble.readAt]).not.toContain(null);
    }
    const billed = await harness.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
      sql
        .selectFrom('usageRecords')
        .select('messageId')
        .where('tenantId', '=', tenantId)
        .where('metric', '=', 'whatsapp_messages')
        .execute(),
    );
    expect(billed.map(({ messageId }) => messageId).sort()).toEqual([...messageIds].sort());
  });

  it('of another tenant’s number change nothing', async () => {
    const messageId = await sendOne();
    const other = await harness.seed();
    const status = statusOf(newWamid(), 'read', { biz_opaque_callback_data: messageId });
    expect((await harness.post(envelope(changeOf(other.providerKey, { statuses: [status] })))).status).toBe(200);
    expect((await harness.messages(tenant)).find(({ id }) => id === messageId)?.state).toBe('queued');
  });
});
