import {
  changeConsent,
  changeSpeaker,
  closeConversation,
  createDatabase,
  insertOutbound,
  noteQuiet,
  numberEvents,
  readEventRange,
  readEvents,
  recordInbound,
  recordSend,
  recordTurnEnd,
  reserveQuota,
  setChannelStatus,
  setQuota,
  sweepEvents,
  type Database,
  type InboundMessage,
  type TenantEvent,
  type TenantScope,
} from '@sylion/database';
import { createLogger } from '@sylion/runtime';
import { eventKindSchema, newId } from '@sylion/schemas';

import { createTestDatabase, seedTenant, startTurn, type SeededTenant, type TestDatabase } from '../src/index.ts';
import { rowsOf, withClient } from './read-catalog.ts';

/** The outbox of what happened in a tenant: complete, in order, and without anything that an erasure would have to find. */
let test: TestDatabase;
let database: Database;
let tenant: SeededTenant;
let talk: { conversationId: string; endUserId: string };

beforeAll(async () => {
  test = await createTestDatabase();
  database = createDatabase({
    url: test.appUrl,
    applicationName: 'events',
    poolSize: 12,
    logger: createLogger({ app: 'test', level: 'silent' }),
  });
});
afterAll(async () => {
  await database.close();
  await test.drop();
});
beforeEach(async () => {
  tenant = await seedTenant(database);
  talk = await write();
  await newEvents(); // what made the tenant is not what a test asks about
});

const canary = 'Canary Zoé';
const canaryPhone = '33612345678';

const inbound = (fields: Partial<InboundMessage> = {}): InboundMessage => ({
  tenantId: tenant.tenantId,
  channelId: tenant.channelId,
  scope: 'scope',
  id: newId(),
  endUserId: newId(),
  conversationId: newId(),
  mediaId: null,
  providerMessageId: `wamid.${newId()}`,
  kind: 'text',
  content: { kind: 'text', text: canary },
  raw: null,
  replyTo: null,
  sentAt: new Date().toISOString(),
  bsuid: null,
  parentBsuid: null,
  phone: canaryPhone,
  username: null,
  displayName: canary,
  state: 'received',
  stateReason: null,
  opensWindow: true,
  media: null,
  needsPlan: false,
  isResolved: false,
  ...fields,
});

async function write(fields: Partial<InboundMessage> = {}): Promise<{ conversationId: string; endUserId: string }> {
  const [result] = await recordInbound(database, { messages: [inbound(fields)], statuses: [], events: [] });
  const conversationId = String(result?.conversationId);
  const { endUserId } = await inTenant(({ sql }) =>
    sql.selectFrom('conversations').where('id', '=', conversationId).select('endUserId').executeTakeFirstOrThrow(),
  );
  return { conversationId, endUserId };
}

const inTenant = <Result>(work: (scope: TenantScope) => Promise<Result>): Promise<Result> => database.asTenant(tenant.tenantId, work);

const readUpTo = new Map<string, number>();

/** What a reader that goes on after the last position it saw is shown next. */
async function newEvents(): Promise<TenantEvent[]> {
  await numberEvents(database, 1_000);
  const events = await inTenant((scope) => readEvents(scope, { after: readUpTo.get(tenant.tenantId) ?? 0, limit: 1_000 }));
  readUpTo.set(tenant.tenantId, events.at(-1)?.position ?? readUpTo.get(tenant.tenantId) ?? 0);
  return events;
}
const newKinds = async (): Promise<string[]> => (await newEvents()).map(({ kind }) => kind);

const changeRow = (statement: string): Promise<void> =>
  withClient(test.superuserUrl, async (client) => void (await client.query(statement)));

const speak = (handledBy: 'human' | 'assistant', isHandOff = false) =>
  inTenant((scope) => changeSpeaker(scope, { ...talk, handledBy, isHandOff, reason: canary, actor: { kind: 'system', id: 'test' } }));

async function queueBubble(): Promise<string> {
  const messageId = newId();
  await inTenant((scope) =>
    insertOutbound(scope, {
      messageId,
      conversationId: talk.conversationId,
      channelId: tenant.channelId,
      author: 'assistant',
      content: { kind: 'text', text: canary },
      epoch: 0,
    }),
  );
  return messageId;
}

async function queueDocument(): Promise<string> {
  const [base, document] = [newId(), newId()];
  await changeRow(
    `insert into knowledge_bases (tenant_id, id, name) values ('${tenant.tenantId}', '${base}', 'Menu');
     insert into knowledge_documents (tenant_id, id, knowledge_base_id, name, mime_type) values ('${tenant.tenantId}', '${document}', '${base}', '${canary}', 'text/plain')`,
  );
  return document;
}

describe('what is written', () => {
  it('a message that came in, and every state of one that goes out', async () => {
    const { conversationId } = await write();
    const messageId = await queueBubble();
    await changeRow(`update messages set state = 'sending' where id = '${messageId}'`);
    await inTenant((scope) => recordSend(scope, messageId, { kind: 'sent', providerMessageId: 'wamid.out' }));
    const status = {
      tenantId: tenant.tenantId,
      channelId: tenant.channelId,
      providerMessageId: 'wamid.out',
      messageId,
      at: new Date().toISOString(),
      error: null,
      pricing: null,
    };
    await recordInbound(database, {
      messages: [],
      events: [],
      statuses: [
        { ...status, status: 'delivered' },
        { ...status, status: 'read' },
        { ...status, status: 'sent' },
      ],
    });
    const events = await newEvents();
    expect(events.map(({ kind }) => kind)).toEqual([
      'message.received',
      'message.queued',
      'message.sent',
      'message.delivered',
      'message.read',
    ]);
    expect(events.map((event) => event.conversationId)).toEqual(events.map(() => conversationId));
    expect(events[4]?.data).toEqual({
      messageId,
      conversationId,
      channelId: tenant.channelId,
      seq: 3,
      part: 0,
      author: 'assistant',
      kind: 'text',
      state: 'read',
      reason: null,
      turnId: null,
    });
  });

  it('who speaks in a conversation, and how that came', async () => {
    await speak('human');
    await speak('human');
    await speak('assistant');
    await speak('human', true);
    expect(await newKinds()).toEqual(['conversation.taken_over', 'conversation.handed_back', 'conversation.handed_off']);
  });

  it('a silence of the assistant, and its end', async () => {
    const { conversationId } = talk;
    for (const isQuiet of [true, true, false])
      await inTenant((scope) => noteQuiet(scope, { conversationId, turnId: newId(), isQuiet, reason: 'loop_suspected' }));
    expect(await newKinds()).toEqual(['conversation.went_quiet', 'conversation.resumed']);
  });

  it('that a conversation is closed, once and after it was handed back, in the transaction that closes it', async () => {
    const { conversationId, endUserId } = talk;
    const close = (scope: TenantScope) => closeConversation(scope, { conversationId, actor: { kind: 'system', id: 'test' } });
    const refused = new Error('rolled back');
    await expect(inTenant((scope) => close(scope).then(() => Promise.reject(refused)))).rejects.toBe(refused);
    expect(await newKinds()).toEqual([]);
    await speak('human');
    await inTenant(close);
    await inTenant(close);
    const events = await newEvents();
    expect(events.map(({ kind }) => kind)).toEqual(['conversation.taken_over', 'conversation.handed_back', 'conversation.closed']);
    const { channelId } = tenant;
    expect(events[2]).toMatchObject({ conversationId, data: { conversationId, channelId, endUserId, handledBy: 'assistant' } });
    expect(eventKindSchema.options).toContain(events[2]?.kind);
  });

  it('the end of a turn', async () => {
    const turnId = newId();
    const { conversationId } = talk;
    await inTenant((scope) =>
      startTurn(scope, { turnId, conversationId, assistantId: tenant.assistantId, assistantVersion: 1, epoch: 0, leaseMs: 1_000 }),
    );
    await inTenant((scope) =>
      recordTurnEnd(scope, {
        turnId,
        state: 'replied',
        outcome: 'answered',
        modelCalls: 1,
        promptTokens: 1,
        outputTokens: 1,
        steps: [],
        passages: [],
        retrieval: { state: 'not_searched', failedLegs: [] },
        calls: [],
      }),
    );
    expect(await newEvents()).toMatchObject([
      { kind: 'turn.finished', conversationId, data: { turnId, state: 'replied', outcome: 'answered' } },
    ]);
  });

  it('an end user who opts out or in, or is blocked', async () => {
    for (const isOptedOut of [true, true, false])
      await inTenant((scope) =>
        changeConsent(scope, { ...talk, isOptedOut, messageId: newId(), actor: { kind: 'end_user', id: talk.endUserId } }),
      );
    await changeRow(`update end_users set blocked_at = now() where id = '${talk.endUserId}'`);
    expect((await newEvents()).map(({ kind, data }) => [kind, data['endUserId']])).toEqual(
      ['end_user.opted_out', 'end_user.opted_in', 'end_user.blocked'].map((kind) => [kind, talk.endUserId]),
    );
  });

  it('a document that became ready or did not, and a channel that stops sending or goes on', async () => {
    const document = await queueDocument();
    for (const state of ['processing', 'ready', 'queued', 'needs_ocr', 'failed'])
      await changeRow(`update knowledge_documents set state = '${state}' where id = '${document}'`);
    for (const status of ['needs_reauth', 'active', 'paused'] as const)
      await inTenant((scope) => setChannelStatus(scope, { channelId: tenant.channelId, status, reason: null, actor: { kind: 'system' } }));
    expect(await newKinds()).toEqual([
      'document.ready',
      'document.needs_ocr',
      'document.failed',
      'channel.needs_reauth',
      'channel.resumed',
      'channel.paused',
    ]);
  });

  it('a quota that is used up, once in its period', async () => {
    const turnId = newId();
    const { conversationId } = talk;
    await inTenant((scope) =>
      startTurn(scope, { turnId, conversationId, assistantId: tenant.assistantId, assistantVersion: 1, epoch: 0, leaseMs: 1_000 }),
    );
    await inTenant((scope) => setQuota(scope, { metric: 'replies', period: 'day', limitAmount: 0 }));
    const ask = () => inTenant((scope) => reserveQuota(scope, { turnId, now: new Date(), amounts: { replies: 1, model_tokens: 1 } }));
    expect([(await ask()).isReserved, (await ask()).isReserved]).toEqual([false, false]);
    expect(await newEvents()).toMatchObject([{ kind: 'quota.reached', data: { metric: 'replies', period: 'day' } }]);
  });

  it('nothing of a change that was rolled back', async () => {
    const undone = inTenant(async (scope) => {
      await changeSpeaker(scope, { ...talk, handledBy: 'human', reason: 'test', actor: { kind: 'system' } });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await newKinds()).toEqual([]);
  });

  it('no text, no name, no phone number', async () => {
    await write();
    await queueBubble();
    await speak('human', true);
    await queueDocument();
    const rows = await withClient(test.superuserUrl, (client) => rowsOf<{ text: string }>(client, 'select e::text as text from events e'));
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.filter(({ text }) => text.includes('Canary') || text.includes(canaryPhone))).toEqual([]);
  });
});

describe('a reader who goes on after the last event it saw', () => {
  it('is shown one that was written before that and committed after it', async () => {
    const [written, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const other = await write({ phone: '33600000001' });
    await newEvents();
    const early = inTenant(async (scope) => {
      await changeSpeaker(scope, { ...talk, handledBy: 'human', reason: 'test', actor: { kind: 'system' } });
      written.resolve();
      await release.promise;
    });
    await written.promise;
    await inTenant((scope) => changeSpeaker(scope, { ...other, handledBy: 'human', reason: 'test', actor: { kind: 'system' } }));
    expect((await newEvents()).map(({ conversationId }) => conversationId)).toEqual([other.conversationId]);
    release.resolve();
    await early;
    expect((await newEvents()).map(({ conversationId }) => conversationId)).toEqual([talk.conversationId]);
  });

  it('is shown the cause before the effect, even when the transaction of the effect is the older one', async () => {
    const [begun, caused] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const effect = inTenant(async (scope) => {
      await scope.sql.updateTable('assistants').set({ name: 'Older' }).where('id', '=', tenant.assistantId).execute();
      begun.resolve();
      await caused.promise;
      await changeSpeaker(scope, { ...talk, handledBy: 'assistant', reason: 'test', actor: { kind: 'system' } });
    });
    await begun.promise;
    await speak('human');
    caused.resolve();
    await effect;
    expect(await newKinds()).toEqual(['conversation.taken_over', 'conversation.handed_back']);
  });

  it('misses none and sees none twice while many write and several give positions', async () => {
    const start = (await inTenant(readEventRange)).last;
    let isWriting = true;
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let count = 0; count < 10; count += 1) await write({ phone: `3360000001${writer}` });
    });
    const numberers = Array.from({ length: 2 }, async () => {
      while (isWriting) await numberEvents(database, 7);
    });
    const seen: TenantEvent[] = [];
    const follow = async (): Promise<number> => {
      const events = await inTenant((scope) => readEvents(scope, { after: seen.at(-1)?.position ?? start, limit: 11 }));
      seen.push(...events);
      return events.length;
    };
    const reader = (async () => {
      while (isWriting) await follow();
    })();
    await Promise.all(writers).finally(() => (isWriting = false));
    await Promise.all([...numberers, reader]);
    await numberEvents(database, 1_000);
    while ((await follow()) > 0);
    expect(seen.map(({ position }) => position)).toEqual(Array.from({ length: 40 }, (_, index) => start + index + 1));
    expect(new Set(seen.map(({ data }) => data['messageId'])).size).toBe(40);
  });
});

it('old events are swept, positions are never given twice', async () => {
  await speak('human');
  const [event] = await newEvents();
  await changeRow(`update events set occurred_at = now() - interval '40 days' where tenant_id = '${tenant.tenantId}'`);
  await sweepEvents(database, { days: 30, limit: 1_000 });
  const position = Number(event?.position);
  expect(await inTenant(readEventRange)).toEqual({ first: position + 1, last: position });
  await speak('assistant');
  expect(await newEvents()).toMatchObject([{ kind: 'conversation.handed_back', position: position + 1 }]);
});
