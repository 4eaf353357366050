import { Readable } from 'node:stream';

import { createDatabase, type Database, type InboundMessage } from '@sylion/database';
import { newId } from '@sylion/schemas';
import {
  createTestDatabase,
  rowsOf,
  seedTenant,
  testKeyRing,
  waitUntil,
  withClient,
  type SeededTenant,
  type TestDatabase,
} from '@sylion/testbed';

import { createInboundStore } from '../src/inbound/inbound-store.ts';
import type { SortedEvents } from '../src/inbound/sort-events.ts';
import { deliverBubbles } from '../src/outbound/deliver-bubbles.ts';
import { createProviders } from '../src/providers/providers.ts';
import { renderReply } from '../src/render/render-reply.ts';
import { silent, startHarness, type Harness } from './gateway-harness.ts';

/** How often the gateway asks Postgres: what grows with the traffic here is what limits it. */
let test: TestDatabase;
let harness: Harness;
const opened: Database[] = [];

beforeAll(async () => {
  test = await createTestDatabase();
  harness = await startHarness({ config: { GATEWAY_ROLES: 'inbound' } });
});
afterAll(async () => {
  for (const database of opened) await database.close().catch(() => undefined); // some are closed already
  await harness.stop();
  await test.drop();
});

function openCounted(url: string): { readonly database: Database; readonly statements: string[] } {
  const statements: string[] = [];
  const database = createDatabase({
    url,
    applicationName: 'counted',
    poolSize: 1,
    logger: silent,
    onStatement: (statement) => statements.push(statement.sql),
  });
  opened.push(database);
  return { database, statements };
}

describe('webhooks that wait for each other', () => {
  const textOf = (tenant: SeededTenant, person: number): SortedEvents => {
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
      content: { kind: 'text', text: 'hello' },
      raw: null,
      replyTo: null,
      sentAt: new Date().toISOString(),
      bsuid: null,
      parentBsuid: null,
      phone: `+336${String(person).padStart(8, '0')}`,
      username: null,
      displayName: 'Ana',
      state: 'received',
      stateReason: null,
      opensWindow: true,
      media: null,
      needsPlan: false,
      isResolved: false,
    };
    return { provider: 'meta', messages: [message], statuses: [], events: [], echoes: [], unrouted: [] };
  };

  it('are one statement, and as few inside Postgres for two hundred as for two', async () => {
    await withClient(test.superuserUrl, (client) =>
      client.query(`alter database ${new URL(test.appUrl).pathname.slice(1)} set track_functions = 'all'`),
    );
    const seeding = openCounted(test.appUrl);
    const tenants = [await seedTenant(seeding.database), await seedTenant(seeding.database)] as const;
    await seeding.database.close();
    /** How often each function has run. A connection tells when it ends. */
    const called = async (): Promise<Map<string, number>> => {
      const query = `select funcname as name, calls::int as calls from pg_stat_user_functions`;
      const rows = await withClient(test.superuserUrl, (client) => rowsOf<{ name: string; calls: number }>(client, query));
      return new Map(rows.map(({ name, calls }) => [name, calls]));
    };
    /** How often each function ran while so many webhooks were stored, half of them for each tenant. */
    const callsFor = async (webhooks: number): Promise<Record<string, number>> => {
      const before = await called();
      const { database, statements } = openCounted(test.appUrl);
      const store = createInboundStore({ database, logger: silent });
      const stored = await Promise.all(Array.from({ length: webhooks }, (_, n) => store.store(textOf(tenants[n % 2 === 0 ? 0 : 1], n))));
      expect(stored.flatMap(({ results }) => results.map(({ outcome }) => outcome))).toEqual(Array(webhooks).fill('stored_open'));
      expect(statements).toEqual([expect.stringContaining('record_inbound')]);
      await database.close();
      const since = (calls: Map<string, number>): [string, number][] =>
        [...calls].map(([name, count]): [string, number] => [name, count - (before.get(name) ?? 0)]).filter(([, count]) => count > 0);
      return Object.fromEntries(
        await waitUntil('Postgres has counted', async () => {
          const calls = since(await called());
          return calls.length > 0 ? calls : undefined;
        }),
      );
    };
    const first = await callsFor(200);
    expect(first).toMatchObject({ record_inbound: 1, record_messages: 2, meet_end_users: 2, note_new_messages: 2 });
    const many = await callsFor(200);
    expect(many).toMatchObject({ record_inbound: 1, record_messages: 2, note_new_messages: 2 });
    expect(await callsFor(2)).toEqual(many);
  });
});

describe('a send', () => {
  let tenant: SeededTenant;
  let conversationId: string;
  beforeAll(async () => {
    tenant = await harness.seed();
    conversationId = await harness.beWrittenTo(tenant);
  });

  /** The statements of delivering what waits in the conversation. */
  async function deliver(): Promise<string[]> {
    const { database, statements } = openCounted(harness.environment.DATABASE_URL);
    await deliverBubbles(
      { version: 1, tenantId: tenant.tenantId, conversationId },
      {
        database,
        providers: createProviders({ meta: { graphUrl: harness.environment.WHATSAPP_GRAPH_URL } }),
        pace: { take: async () => 0, holdBack: async () => undefined },
        traces: { keep: () => undefined },
        storage: { read: () => Readable.from([]) },
        rules: { render: renderReply, sendTimeoutMs: 5_000, graceMs: 1_000, listeningMs: () => Infinity, typingIntervalMs: 20_000 },
        secretRing: testKeyRing,
        logger: silent,
        onSend: () => undefined,
      },
    );
    return statements;
  }

  it('is claimed by one round trip and recorded by one, which claims the next', async () => {
    await harness.reply(tenant, conversationId, ['**one**'], { isNudged: false });
    expect(await deliver()).toEqual([expect.stringContaining('claim_bubble'), expect.stringContaining('claim_bubble')]);
    await harness.reply(tenant, conversationId, ['two', 'three', 'four'], { isNudged: false });
    expect(await deliver()).toHaveLength(4);
    const bubbles = await harness.outboundIn(tenant, ['sent', 'delivered', 'read'], 4);
    expect(bubbles.map(({ content, attempts, isRendered }) => [content.kind === 'text' && content.text, attempts, isRendered])).toEqual(
      ['*one*', 'two', 'three', 'four'].map((text) => [text, 1, true]),
    );
  });

  it('of a reply that is several bubbles takes one more, so that all of them are there before the first leaves', async () => {
    const section = (n: number): string => `## Section ${n}\n\n${'words and more words. '.repeat(120)}`;
    await harness.reply(tenant, conversationId, [[1, 2, 3].map(section).join('\n\n')], { isNudged: false });
    const statements = await deliver();
    const [, ...bubbles] = (await harness.outboundIn(tenant, ['sent', 'delivered', 'read'], 6)).slice(3);
    expect(bubbles.map(({ part }) => part)).toEqual([0, 1]);
    expect(statements).toHaveLength(bubbles.length + 2);
  });
});
