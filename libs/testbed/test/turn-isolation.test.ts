import { readFile } from 'node:fs/promises';

import {
  beginTurn,
  createDatabase,
  endTurn,
  extendClaim,
  readInbox,
  recordInbound,
  setQuota,
  type Database,
  type InboundMessage,
  type TurnEnding,
} from '@sylion/database';
import { createLogger } from '@sylion/runtime';
import { newId } from '@sylion/schemas';

import { createTestDatabase, rowsOf, seedTenant, withClient, type SeededTenant, type TestDatabase } from '../src/index.ts';
import { readCatalog, type Catalog } from './read-catalog.ts';

/** What a turn asks of Postgres touches no other tenant, not even when its tenant predicates are taken out of it (DESIGN §4.6). */
let test: TestDatabase;
let catalog: Catalog;
let database: Database;
let mine: Talk;
let foreign: Talk;

type Talk = SeededTenant & { readonly conversationId: string; readonly message: InboundMessage };

beforeAll(async () => {
  test = await createTestDatabase();
  catalog = await readCatalog(test.ownerUrl);
  const logger = createLogger({ app: 'test', level: 'silent' });
  database = createDatabase({ url: test.appUrl, applicationName: 'turn isolation', poolSize: 2, logger });
  mine = await openTalk();
  foreign = await openTalk();
  await withClient(test.superuserUrl, async (client) => void (await client.query(await withoutPredicates())));
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

it('the conversation of another tenant is not found', async () => {
  expect(await look(mine.tenantId, foreign.conversationId)).toBeUndefined();
  expect(await look(mine.tenantId, mine.conversationId)).toMatchObject({
    id: mine.conversationId,
    unanswered: [{ id: mine.message.id }],
    said: [{ content: mine.message.content }],
    quotas: [{ metric: 'replies' }],
  });
});

it('no turn begins in it, none ends there, and nothing of it changes', async () => {
  const seen = await look(foreign.tenantId, foreign.conversationId);
  const [quota] = seen?.quotas ?? [];
  if (!seen || !quota) throw new Error('the other tenant has a conversation and a quota');
  const wanted = {
    limits: { perMinute: 9, perHour: 9, perDay: 9 },
    quotas: [{ quotaId: quota.id, startsAt: new Date(0), amount: 1 }],
    call: { model: 'flash', promptTokens: 1 },
  };
  const names = { assistantId: foreign.assistantId, assistantVersion: 1, conversationId: foreign.conversationId, leaseMs: 60_000 };
  const before = await rowsOfTenant(foreign.tenantId);

  expect(await beginTurn(database, mine.tenantId, { ...names, turnId: newId(), seen, wanted })).toMatchObject({ outcome: 'changed' });
  const turnId = newId();
  const ending = endingOf(foreign, turnId, seen.endUserId);
  expect(await database.callAsTenant(mine.tenantId, (scope) => endTurn(scope, { ...ending, seen }))).toBe(false);
  const { bubble, ...silently } = ending;
  expect(bubble?.conversationId).toBe(foreign.conversationId);
  await database.callAsTenant(mine.tenantId, (scope) => endTurn(scope, silently));
  await expect(database.callAsTenant(mine.tenantId, (scope) => endTurn(scope, ending))).rejects.toThrow();
  const claim = { conversationId: foreign.conversationId, claim: seen.claim, leaseMs: 60_000 };
  expect(await database.callAsTenant(mine.tenantId, (scope) => extendClaim(scope, claim))).toBeUndefined();
  expect(await rowsOfTenant(foreign.tenantId)).toEqual(before);
});

it('the own turn wants, holds and settles nothing of another tenant', async () => {
  const before = await rowsOfTenant(foreign.tenantId);
  const [seen, other] = [await look(mine.tenantId, mine.conversationId), await look(foreign.tenantId, foreign.conversationId)];
  if (!seen || !other) throw new Error('both tenants have a conversation');
  const quotas = [...seen.quotas, ...other.quotas].map(({ id }) => ({ quotaId: id, startsAt: new Date(0), amount: 1 }));
  const { assistantId, conversationId } = mine;
  const turn = { turnId: newId(), conversationId, assistantId, assistantVersion: 1, leaseMs: 60_000 };
  expect(await beginTurn(database, mine.tenantId, { ...turn, seen, wanted: { quotas } })).toMatchObject({ outcome: 'begun', claim: 1 });
  const ending = endingOf(mine, turn.turnId, other.endUserId);
  const messageIds = [mine.message.id, foreign.message.id];
  const settled = { messageIds, state: 'answered' } as const;
  expect(await database.callAsTenant(mine.tenantId, (scope) => endTurn(scope, { ...ending, settled, seen: { ...seen, claim: 1 } }))).toBe(
    true,
  );
  expect(await rowsOfTenant(foreign.tenantId)).toEqual(before);
  const own = await rowsOfTenant(mine.tenantId);
  expect(own['quota_reservations']).toHaveLength(1);
  expect(own['messages']).toMatchObject([{ row: { state: 'answered' } }, { row: { state: 'queued' } }]);
});

it('the variant would leak without row-level security: the test can fail', async () => {
  await withClient(test.superuserUrl, async (client) => {
    await client.query(`create or replace function enter_tenant(tenant uuid) returns void language sql as ''`);
    const [found] = await rowsOf<{ inbox: { id: string } | null }>(client, 'select read_inbox($1, $2, 80, 200) as inbox', [
      mine.tenantId,
      foreign.conversationId,
    ]);
    expect(found?.inbox?.id).toBe(foreign.conversationId);
  });
});

const look = (tenantId: string, conversationId: string) => database.callAsTenant(tenantId, (scope) => readInbox(scope, conversationId));

/** A tenant with a quota, and an end user whose first message is unanswered. */
async function openTalk(): Promise<Talk> {
  const tenant = await seedTenant(database);
  await database.asTenant(tenant.tenantId, (scope) => setQuota(scope, { metric: 'replies', period: 'month', limitAmount: 9 }));
  const message: InboundMessage = {
    tenantId: tenant.tenantId,
    channelId: tenant.channelId,
    scope: 'scope',
    id: newId(),
    endUserId: newId(),
    conversationId: newId(),
    mediaId: null,
    providerMessageId: `wamid.${newId()}`,
    kind: 'text',
    content: { kind: 'text', text: tenant.slug },
    raw: null,
    replyTo: null,
    sentAt: new Date().toISOString(),
    bsuid: null,
    parentBsuid: null,
    phone: '33612345678',
    username: null,
    displayName: tenant.slug,
    state: 'received',
    stateReason: null,
    opensWindow: true,
    media: null,
    needsPlan: false,
    isResolved: false,
  };
  await recordInbound(database, { messages: [message], statuses: [], events: [] });
  return { ...tenant, conversationId: message.conversationId, message };
}

function endingOf({ conversationId, channelId, message, assistantId }: Talk, turnId: string, endUserId: string): TurnEnding {
  const content = { kind: 'text', text: 'Oui.' } as const;
  return {
    turnId,
    conversationId,
    claim: 1,
    endUserId,
    locale: 'de',
    state: 'replied',
    outcome: 'answered',
    settled: { messageIds: [message.id], state: 'answered' },
    bubble: { messageId: newId(), turnId, conversationId, channelId, author: 'assistant', content, epoch: 0 },
    noted: { told: ['welcome', 'closed'], unknownCount: 7 },
    modelCalls: 1,
    promptTokens: 1,
    outputTokens: 1,
    steps: [],
    passages: [],
    retrieval: { state: 'not_searched', failedLegs: [] },
    calls: [],
    usage: [{ id: newId(), metric: 'replies', amount: 1, idempotencyKey: `turn:${turnId}:reply`, turnId, assistantId, channelId }],
  };
}

/** Every row of a tenant with its row version: a write that changed nothing shows, too. */
const rowsOfTenant = (tenantId: string): Promise<Record<string, { row: Record<string, unknown> }[]>> =>
  withClient(test.superuserUrl, async (client) => {
    const tables: Record<string, { row: Record<string, unknown> }[]> = {};
    for (const table of catalog.tenantTables)
      tables[table] = await rowsOf(client, `select xmin::text, to_jsonb(t) as row from ${table} t where tenant_id = $1 order by ctid`, [
        tenantId,
      ]);
    return tables;
  });

/** The functions of a turn as they are in the database, each without its tenant predicates. */
async function withoutPredicates(): Promise<string> {
  const migration = await readFile(new URL('../../database/migrations/0021_turns.sql', import.meta.url), 'utf8');
  const names = [...[...migration.matchAll(/create function (\w+)/g)].map(([, name]) => name), 'extend_claim'];
  const functions = await withClient(test.ownerUrl, (client) =>
    rowsOf<{ sql: string }>(client, 'select pg_get_functiondef(oid) as sql from pg_proc where proname = any($1)', [names]),
  );
  const blind = functions.map(({ sql }) => sql.replaceAll(/(?:\w+\.)?tenant_id = (?:\w+\.tenant_id|tenant)\b/g, 'true')).join(';\n');
  if (functions.length < names.length || /tenant_id =/.test(blind)) throw new Error('a tenant predicate was not taken out');
  return blind;
}
