import { createDatabase, insertOutbound, type Database } from '@sylion/database';
import { createLogger } from '@sylion/runtime';
import { incomingMessages, newId, outgoingMessages, type ConversationNudge, type MessageContent } from '@sylion/schemas';
import {
  connectTestQueues,
  createTestDatabase,
  createTestRedis,
  seedTenant,
  startWhatsAppEmulator,
  testSecretsKeys,
  waitUntil,
  type Seed,
  type SeededTenant,
} from '@sylion/testbed';

import { readConfig } from '../src/config.ts';
import { startGateway } from '../src/gateway.ts';
import { startTcpProxy, serverOf, through, type TcpProxy } from './tcp-proxy.ts';
import { appSecret, signatureOf, verifyToken } from './webhook-bodies.ts';

export const silent = createLogger({ app: 'gateway test', level: 'silent' });
export const rotatedAppSecret = 'platform-app-secret-before';

/** One line of the emulator's log, as far as tests look at it. */
export interface LogEntry {
  kind: string;
  at: number;
  text: string;
  wamid: string;
  code: number;
  user: string;
  answer: string;
  request: { biz_opaque_callback_data?: string };
}

export interface Posted {
  readonly status: number;
  readonly body: string;
}

/** Which gateway gets a webhook, where, and how it is signed: by the platform's app unless `secret` or `signature` say otherwise. */
export interface Posting {
  readonly url?: string;
  readonly path?: string;
  readonly secret?: string;
  readonly signature?: string | null;
}

export type Harness = Awaited<ReturnType<typeof startHarness>>;
export type Row = Awaited<ReturnType<Harness['messages']>>[number];

/** Started gateways on a database and a Redis of their own, with an emulated WhatsApp on the other side and short ways to all of them. */
export async function startHarness({ gateways = 1, config = {} }: { gateways?: number; config?: Record<string, string> } = {}) {
  const testDatabase = await createTestDatabase();
  const redis = await createTestRedis();
  const emulator = await startWhatsAppEmulator({ appSecret, timings: { redeliveryBaseMs: 50, redeliveryMaxMs: 200 } });
  const environment = {
    DATABASE_URL: testDatabase.appUrl,
    REDIS_URL: redis.url,
    GATEWAY_PORT: '0',
    METRICS_PORT: '0',
    LOG_LEVEL: 'silent',
    GATEWAY_PUBLIC_URL: 'https://gateway.example',
    WHATSAPP_APP_SECRET: `${appSecret},${rotatedAppSecret}`,
    WHATSAPP_VERIFY_TOKEN: verifyToken,
    WHATSAPP_GRAPH_URL: emulator.url,
    SECRETS_KEYS: testSecretsKeys,
    GOOGLE_CLOUD_PROJECT: 'test',
    GCS_BUCKET: 'test-media',
    GCS_API_ENDPOINT: 'http://127.0.0.1:9',
    SEND_GRACE_MS: '1200',
    SEND_TIMEOUT_MS: '5000',
    SWEEP_INTERVAL_MS: '200',
    DATABASE_POOL_SIZE: '6',
    ...config,
  };
  const stops: (() => Promise<unknown>)[] = [];
  const proxies: TcpProxy[] = [];
  const start = async (overrides: Record<string, string> = {}): Promise<string> => {
    const gateway = await startGateway(readConfig({ ...environment, ...overrides }));
    stops.push(() => gateway.shutdown.run());
    return `http://127.0.0.1:${gateway.port}`;
  };
  const urls: [string, ...string[]] = [await start()];
  while (urls.length < gateways) urls.push(await start());

  const database: Database = createDatabase({ url: testDatabase.appUrl, applicationName: 'test', poolSize: 4, logger: silent });
  const queues = await connectTestQueues(redis.url);
  const nudges: ConversationNudge[] = [];
  const watcher = queues.consume({
    contract: incomingMessages,
    concurrency: 10,
    handle: async (nudge) => {
      nudges.push(nudge);
      return { kind: 'done' };
    },
  });

  const control = async (action: string, body: object = {}): Promise<{ id: string; ids: string[] }> => {
    const response = await fetch(`${emulator.url}/_control`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action, ...body }),
    });
    const answer = (await response.json()) as { id: string; ids: string[] };
    if (!response.ok) throw new Error(`the emulator refused ${action}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const log = async (phoneNumberId: string, kind?: string): Promise<LogEntry[]> => {
    const response = await fetch(`${emulator.url}/_log?phoneNumberId=${phoneNumberId}${kind === undefined ? '' : `&kind=${kind}`}`);
    return ((await response.json()) as { entries: LogEntry[] }).entries;
  };
  const messages = (tenant: Pick<SeededTenant, 'tenantId'>) =>
    database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
      sql
        .selectFrom('messages')
        .selectAll()
        .where('tenantId', '=', tenantId)
        .orderBy('conversationId')
        .orderBy('seq')
        .orderBy('part')
        .execute(),
    );
  const conversations = (tenant: Pick<SeededTenant, 'tenantId'>) =>
    database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
      sql.selectFrom('conversations').selectAll().where('tenantId', '=', tenantId).orderBy('id').execute(),
    );

  return {
    urls,
    database,
    queues,
    nudges,
    control,
    log,
    messages,
    conversations,
    environment,

    /** One more gateway; `proxied` names a server that the test can take away from it alone. */
    startBehindProxy: async (
      proxied: 'DATABASE_URL' | 'REDIS_URL' | 'GCS_API_ENDPOINT',
      overrides: Record<string, string> = {},
    ): Promise<{ url: string; proxy: TcpProxy }> => {
      const proxy = await startTcpProxy(serverOf(environment[proxied]));
      proxies.push(proxy);
      return { proxy, url: await start({ ...overrides, [proxied]: through(environment[proxied], proxy) }) };
    },

    /** A tenant whose number the emulator knows, and whose webhooks it delivers to the first gateway. */
    seed: async (seed: Seed = {}): Promise<SeededTenant> => {
      const tenant = await seedTenant(database, seed);
      await control('register-number', {
        phoneNumberId: tenant.providerKey,
        displayPhoneNumber: '+33 1 00 00 00 00',
        wabaId: `waba-${tenant.slug}`,
        webhookUrl: `${urls[0]}/webhooks/whatsapp`,
      });
      return tenant;
    },

    post: async (
      body: string | Buffer,
      { url = urls[0], path = '/webhooks/whatsapp', secret = appSecret, signature = signatureOf(body, secret) }: Posting = {},
    ): Promise<Posted> => {
      const headers = { 'content-type': 'application/json', ...(signature === null ? {} : { 'x-hub-signature-256': signature }) };
      const response = await fetch(url + path, { method: 'POST', headers, body: Buffer.from(body) });
      return { status: response.status, body: await response.text() };
    },

    identities: (tenant: Pick<SeededTenant, 'tenantId'>) =>
      database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
        sql
          .selectFrom('endUserIdentities')
          .select(['endUserId', 'kind', 'scope', 'value', 'retiredAt'])
          .where('tenantId', '=', tenantId)
          .orderBy('kind')
          .orderBy('value')
          .execute(),
      ),
    providerEvents: (tenant: Pick<SeededTenant, 'tenantId'>) =>
      database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
        sql
          .selectFrom('providerEvents')
          .select(['field', 'reason', 'payload'])
          .where('tenantId', '=', tenantId)
          .orderBy('receivedAt')
          .execute(),
      ),
    unrouted: (channelKey: string | null) =>
      database.asPlatform('test', ({ sql }) =>
        sql
          .selectFrom('unroutedEvents')
          .select(['field', 'reason', 'payload'])
          .where('channelKey', channelKey === null ? 'is' : '=', channelKey)
          .orderBy('id')
          .execute(),
      ),

    /** An end user writes at the emulated WhatsApp; resolves to their conversation once the gateway stored it. */
    beWrittenTo: async (tenant: SeededTenant, from: object = { phone: '33612345678', name: 'Ana' }): Promise<string> => {
      const { id } = await control('receive', { phoneNumberId: tenant.providerKey, from, type: 'text', text: 'Bonjour' });
      return waitUntil(
        'the message is stored',
        async () => (await messages(tenant)).find((row) => row.providerMessageId === id)?.conversationId,
      );
    },

    /** Queues replies as a turn commits them, in order, and nudges. Resolves to their message ids. */
    reply: async (
      tenant: SeededTenant,
      conversationId: string,
      texts: readonly (string | MessageContent)[],
      { epoch = 0, author = 'assistant', isNudged = true }: { epoch?: number; author?: 'assistant' | 'human'; isNudged?: boolean } = {},
    ): Promise<string[]> => {
      const replies = texts.map((text) => ({
        messageId: newId(),
        content: typeof text === 'string' ? { kind: 'text' as const, text } : text,
      }));
      await database.asTenant(tenant.tenantId, async (scope) => {
        for (const each of replies) await insertOutbound(scope, { ...each, conversationId, channelId: tenant.channelId, author, epoch });
      });
      if (isNudged) await queues.publish(outgoingMessages, { version: 1, tenantId: tenant.tenantId, conversationId });
      return replies.map(({ messageId }) => messageId);
    },
    nudgeOutgoing: (tenant: SeededTenant, conversationId: string) =>
      queues.publish(outgoingMessages, { version: 1, tenantId: tenant.tenantId, conversationId }),

    /** Waits until every outbound message of the tenant is in one of the states, and gives them in order. */
    outboundIn: (tenant: SeededTenant, states: readonly string[], count?: number, timeoutMs?: number) =>
      waitUntil(
        `all bubbles are ${states.join(' or ')}`,
        async () => {
          const bubbles = (await messages(tenant)).filter((row) => row.direction === 'outbound');
          return bubbles.length >= (count ?? 1) && bubbles.every((row) => states.includes(row.state)) && bubbles;
        },
        timeoutMs,
      ),

    stop: async () => {
      await emulator.stop();
      await Promise.all(stops.map((stop) => stop()));
      await Promise.all(proxies.map((proxy) => proxy.cut()));
      await watcher.close();
      await queues.close();
      await database.close();
      await redis.stop();
      await testDatabase.drop();
    },
  };
}
