import { createDatabase, type Database } from '@sylion/database';
import { createLogger } from '@sylion/runtime';
import { newId } from '@sylion/schemas';
import type pg from 'pg';

import { createTestDatabase, rowsOf, seedTenant, withClient, type SeededTenant, type TestDatabase } from '../src/index.ts';

/**
 * What one message costs Postgres: a few rows read, however much its tenant and everybody else has open, and one wait for the disk before
 * whatever nobody can take back (docs/decisions/0027).
 */
let test: TestDatabase;
let database: Database;
let shop: SeededTenant;
const others = 3_000;

beforeAll(async () => {
  test = await createTestDatabase();
  database = createDatabase({
    url: test.appUrl,
    applicationName: 'work per message',
    poolSize: 2,
    logger: createLogger({ app: 'test', level: 'silent' }),
  });
  const neighbour = await seedTenant(database);
  shop = await seedTenant(database);
  await withClient(test.superuserUrl, async (client) => {
    for (const { tenantId, channelId } of [shop, neighbour]) await fill(client, tenantId, channelId);
    // The worst moment to learn how large the tables are: nothing waits just now.
    await client.query('vacuum analyze');
    await client.query(`update messages set state = case direction when 'inbound' then 'received' else 'queued' end`);
    await client.query(
      `insert into turns (tenant_id, id, conversation_id, channel_id, assistant_id, assistant_version, claim, epoch)
         select c.tenant_id, gen_random_uuid(), c.id, c.channel_id, a.id, 1, 0, 0
           from conversations c join assistants a on a.tenant_id = c.tenant_id where c.id not in (select id from conversations where tenant_id = $1 limit 100)`,
      [shop.tenantId],
    );
  });
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

describe('rows that are read', () => {
  it('to take a bubble, of the own conversation alone', async () => {
    const { conversationId } = await anyBubble();
    expect(await readFor('select is_taken from claim_bubble($1, $2)', [shop.tenantId, conversationId])).toEqual({
      result: [{ is_taken: true }],
      isFew: true,
    });
  });

  it.each(['by its provider id', 'by ours'])('to note a status, found %s', async (found) => {
    const { id, channelId } = await anyBubble();
    const providerMessageId = `wamid.${id}`;
    await withClient(test.superuserUrl, (client) =>
      client.query(`update messages set state = 'sent', provider_message_id = $2 where id = $1`, [
        id,
        found === 'by ours' ? null : providerMessageId,
      ]),
    );
    const status = { ref: 0, tenantId: shop.tenantId, channelId, providerMessageId, messageId: id, status: 'delivered', at: new Date() };
    const batch = { messages: [], statuses: [status], events: [] };
    expect(await readFor('select outcome from record_inbound($1)', [JSON.stringify(batch)])).toEqual({
      result: [{ outcome: 'applied' }],
      isFew: true,
    });
  });

  it('to look at what a turn starts from', async () => {
    const { conversationId } = await quietTalk();
    expect(await readFor(`select read_inbox($1, $2, 80, 200) ->> 'id' as id`, [shop.tenantId, conversationId])).toEqual({
      result: [{ id: conversationId }],
      isFew: true,
    });
  });

  it('to begin a turn, and to end it', async () => {
    const { conversationId, messageId } = await quietTalk();
    const names = { conversationId, turnId: newId() };
    const begin = { ...names, assistantId: shop.assistantId, assistantVersion: 1, leaseMs: 1_000, seen };
    const bubble = {
      ...names,
      messageId: newId(),
      channelId: shop.channelId,
      author: 'assistant',
      content: { kind: 'text', text: 'Oui.' },
    };
    const settled = { messageIds: [messageId], state: 'answered' };
    const end = {
      ...names,
      seen: { ...seen, claim: 1 },
      claim: 1,
      state: 'replied',
      outcome: 'answered',
      ...counts,
      settled,
      bubble,
      noted: {},
      usage: [],
    };
    const statement = 'select outcome, end_turn($1, $3) as "isSaved" from begin_turn($1, $2)';
    expect(await readFor(statement, [shop.tenantId, JSON.stringify(begin), JSON.stringify(end)])).toEqual({
      result: [{ outcome: 'begun', isSaved: true }],
      isFew: true,
    });
  });
});

describe('commits that wait for the disk', () => {
  const waitsAfter = (statement: string, parameters: unknown[]): Promise<string | undefined> =>
    inTransaction(async (client) => {
      await client.query(statement, parameters);
      const [row] = await rowsOf<{ waits: string }>(client, `select current_setting('synchronous_commit') as waits`);
      return row?.waits;
    });

  it('a bubble that is taken: it is about to leave', async () => {
    const { conversationId } = await anyBubble();
    expect(await waitsAfter('select from claim_bubble($1, $2)', [shop.tenantId, conversationId])).toBe('on');
  });

  it('not the look that finds none, the receipt, the sign of life and the end of a turn: nobody outside was told', async () => {
    const { conversationId } = await anyBubble();
    await withClient(test.superuserUrl, (client) =>
      client.query(`update messages set state = 'delivered' where conversation_id = $1 and direction = 'outbound'`, [conversationId]),
    );
    expect(await waitsAfter('select from claim_bubble($1, $2)', [shop.tenantId, conversationId])).toBe('off');
    expect(await waitsAfter('select record_receipt($1, $2, 1, true)', [shop.tenantId, conversationId])).toBe('off');
    expect(await waitsAfter('select from extend_claim($1, $2, 0, 1000)', [shop.tenantId, conversationId])).toBe('off');
    const ending = { conversationId, turnId: newId(), seen, claim: 0, noted: {}, usage: [] };
    expect(await waitsAfter('select end_turn($1, $2)', [shop.tenantId, JSON.stringify(ending)])).toBe('off');
  });

  it('the beginning of a turn: its number fences whoever comes after a crash', async () => {
    const { conversationId } = await quietTalk();
    const turn = { conversationId, turnId: newId(), assistantId: shop.assistantId, assistantVersion: 1, leaseMs: 1_000 };
    expect(await waitsAfter('select from begin_turn($1, $2)', [shop.tenantId, JSON.stringify({ ...turn, seen })])).toBe('on');
  });
});

/** So many conversations of one message each way. */
const fill = (client: pg.Client, tenantId: string, channelId: string) =>
  client.query(
    `with persons as (
       insert into end_users (tenant_id, id) select $1, gen_random_uuid() from generate_series(1, $3) returning id
     ), talks as (
       insert into conversations (tenant_id, id, channel_id, end_user_id, next_seq, last_inbound_seq, last_inbound_at, last_message_at)
         select $1, gen_random_uuid(), $2, id, 3, 1, now(), now() from persons returning id
     )
     insert into messages (tenant_id, id, conversation_id, channel_id, seq, direction, author, kind, content, state, provider_message_id)
       select $1, gen_random_uuid(), t.id, $2, seq, case seq when 1 then 'inbound' else 'outbound' end,
           case seq when 1 then 'end_user' else 'assistant' end, 'text', '{"kind": "text", "text": "hello"}',
           case seq when 1 then 'answered' else 'delivered' end, case seq when 1 then 'wamid.' || t.id end
         from talks t cross join generate_series(1, 2) as seq`,
    [tenantId, channelId, others],
  );

const anyBubble = (): Promise<{ id: string; conversationId: string; channelId: string }> =>
  withClient(test.superuserUrl, async (client) => {
    const [bubble] = await rowsOf<{ id: string; conversationId: string; channelId: string }>(
      client,
      `select id, conversation_id as "conversationId", channel_id as "channelId" from messages
         where tenant_id = $1 and state = 'queued' order by random() limit 1`,
      [shop.tenantId],
    );
    if (!bubble) throw new Error('no bubble waits');
    return bubble;
  });

const counts = { modelCalls: 1, promptTokens: 1, outputTokens: 1, steps: [], passages: [], retrieval: {}, calls: [] };

/** How a conversation looks in which nothing has been answered yet. */
const seen = { claim: 0, epoch: 0, lastInboundSeq: 1 };

/** A conversation with an unanswered message and no turn under way. */
const quietTalk = (): Promise<{ conversationId: string; messageId: string }> =>
  withClient(test.superuserUrl, async (client) => {
    const [talk] = await rowsOf<{ conversationId: string; messageId: string }>(
      client,
      `select m.conversation_id as "conversationId", m.id as "messageId" from messages m
         where m.tenant_id = $1 and m.state = 'received' and m.conversation_id not in (select conversation_id from turns) limit 1`,
      [shop.tenantId],
    );
    if (!talk) throw new Error('every conversation has a turn');
    return talk;
  });

const few = 40;

/** What a statement returns as the app's role, and whether it read but few rows of the tables that grow. */
const readFor = (statement: string, parameters: unknown[]): Promise<{ result: object[]; isFew: boolean }> =>
  inTransaction(async (client) => {
    const result = await rowsOf(client, statement, parameters);
    await client.query('reset role');
    const [sum] = await rowsOf<{ rows: string }>(
      client,
      `select sum(seq_tup_read + idx_tup_fetch) as rows from pg_stat_xact_user_tables where relname in ('messages', 'conversations', 'end_users', 'turns')`,
    );
    return { result, isFew: Number(sum?.rows) <= few };
  });

const inTransaction = <Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> =>
  withClient(test.appUrl, async (client) => {
    await client.query('begin; set local synchronous_commit = on');
    const result = await work(client);
    await client.query('rollback');
    return result;
  });
