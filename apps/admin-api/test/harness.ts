import supertest, { type Response } from 'supertest';

import { createDatabase, recordInbound, type Database, type DatabaseOptions, type InboundMessage } from '@sylion/database';
import type { Queues } from '@sylion/queues';
import { createLogger } from '@sylion/runtime';
import { newId } from '@sylion/schemas';
import { createObjectStore, type ObjectStore } from '@sylion/storage';
import {
  connectTestQueues,
  createTestDatabase,
  createTestRedis,
  startGcsEmulator,
  startTestVertex,
  testSecretsKeys,
  type TestVertex,
} from '@sylion/testbed';

import { startAdminApi } from '../src/admin-api.ts';
import { readConfig } from '../src/config.ts';
import type { Method } from '../src/route.ts';
import { readDeclared } from './declared.ts';
import { document } from './openapi-document.ts';

const declared = readDeclared(document);
export const testBucket = 'test-bucket';
export const platformKey = 'platform-key-for-tests-0123456789';

export interface TestCall {
  readonly key?: string | undefined;
  readonly tenantId?: string | undefined;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Sends a form with this file; `body` are its fields. */
  readonly file?: TestFile | undefined;
}

export interface TestFile {
  readonly name: string;
  readonly content: Buffer;
  readonly mimeType?: string;
}

export interface TestApi {
  readonly url: string;
  /** Above all policies: to fill tables and to look at plans. */
  readonly superuserUrl: string;
  readonly database: Database;
  readonly queues: Queues;
  readonly store: ObjectStore;
  readonly gcsUrl: string;
  readonly vertex: TestVertex;
  /** Fails when the answer is not one that the OpenAPI document declares. */
  call(method: Method, path: string, options?: TestCall): Promise<Response>;
  readonly metricsPort: number;
  /** The environment that it runs in: for a second process of the same. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** The started app on a database and a Redis of its own, and what a test needs to look behind it. */
export async function startTestApi(
  settings: Record<string, string> = {},
  watch: Pick<DatabaseOptions, 'onStatement'> = {},
): Promise<TestApi> {
  const [postgres, redis, gcs] = await Promise.all([createTestDatabase(), createTestRedis(), startGcsEmulator()]);
  const vertex = await startTestVertex({ gcsEndpoint: gcs.url });
  const store = createObjectStore({ bucket: testBucket, project: 'test', apiEndpoint: gcs.url });
  await store.ensureBucket();
  const logger = createLogger({ app: 'test', level: 'silent' });
  const environment = {
    DATABASE_URL: postgres.appUrl,
    REDIS_URL: redis.url,
    ADMIN_API_PORT: '0',
    METRICS_PORT: '0',
    ADMIN_API_PLATFORM_KEY: platformKey,
    // Every test is a stranger from the same address.
    RATE_LIMIT_REFUSALS_PER_MINUTE: '100000',
    SECRETS_KEYS: testSecretsKeys,
    LOG_LEVEL: 'silent',
    CHANNEL_TASK_WAIT_MS: '250',
    GOOGLE_CLOUD_PROJECT: 'test',
    GOOGLE_CLOUD_LOCATION: 'europe-west1',
    VERTEX_API_ENDPOINT: vertex.endpoint,
    VERTEX_SEARCH_API_ENDPOINT: vertex.endpoint,
    GCS_BUCKET: testBucket,
    GCS_API_ENDPOINT: gcs.url,
    ...settings,
  };
  const app = await startAdminApi(readConfig(environment), watch);
  const url = `http://127.0.0.1:${app.port}`;
  const database = createDatabase({ url: postgres.appUrl, applicationName: 'test', poolSize: 2, logger });
  const queues = await connectTestQueues(redis.url);
  return {
    url,
    superuserUrl: postgres.superuserUrl,
    database,
    queues,
    store,
    gcsUrl: gcs.url,
    vertex,
    metricsPort: app.metricsPort,
    environment,
    call: async (method, path, options = {}) => {
      const response = await send(supertest(url)[method](path), options);
      const [fault] = declared.faultsOfAnswer({ method, path }, response);
      if (fault !== undefined) throw new Error(`not as documented: ${fault}`);
      return response;
    },
    stop: async () => {
      await app.shutdown.run();
      await database.close();
      await queues.close();
      await redis.stop();
      await postgres.drop();
      await Promise.all([gcs.stop(), vertex.stop()]);
    },
  };
}

function send(request: supertest.Test, { key, tenantId, headers = {}, body, file }: TestCall): supertest.Test {
  request.set(headers);
  if (key !== undefined) request.set('authorization', `Bearer ${key}`);
  if (tenantId !== undefined) request.set('x-tenant-id', tenantId);
  if (file === undefined) return body === undefined ? request : request.send(body as object);
  for (const [name, value] of Object.entries(body ?? {})) request.field(name, typeof value === 'string' ? value : JSON.stringify(value));
  return request.attach('file', file.content, { filename: file.name, contentType: file.mimeType });
}

/** A tenant with one key of each role, one assistant and one channel: all made through the API, as an operator would. */
export async function createTenantByApi(api: TestApi) {
  const made = async (path: string, options: TestCall): Promise<Record<string, string>> => {
    const response = await api.call('post', path, options);
    if (response.status !== 201) throw new Error(`${path} answered ${response.status} ${response.text}`);
    return response.body as Record<string, string>;
  };
  const slug = `shop-${newId().slice(-12)}`;
  const tenantId = String(
    (await made('/v1/tenants', { key: platformKey, body: { slug, name: 'Boulangerie Amélie', defaultLocale: 'fr' } }))['id'],
  );
  const owner = await made('/v1/api-keys', { key: platformKey, tenantId, body: { name: 'Owner', role: 'owner' } });
  const key = String(owner['secret']);
  const [admin, agent, viewer] = await Promise.all(
    (['admin', 'agent', 'viewer'] as const).map((role) => made('/v1/api-keys', { key, body: { name: role, role } })),
  );
  const assistant = await made('/v1/assistants', { key, body: { name: 'Amélie', instructions: 'Be kind.' } });
  const providerKey = String(Number.parseInt(newId().slice(-12), 16));
  const channel = await made('/v1/channels', {
    key,
    body: {
      name: 'Main',
      provider: 'meta',
      providerKey,
      displayPhoneNumber: '+33 1 23',
      assistantId: assistant['id'],
      credentials: { accessToken: accessTokenOf(slug) },
    },
  });
  return {
    tenantId,
    slug,
    keyId: String(owner['id']),
    assistantId: String(assistant['id']),
    channelId: String(channel['id']),
    accessToken: accessTokenOf(slug),
    keys: { owner: key, admin: String(admin?.['secret']), agent: String(agent?.['secret']), viewer: String(viewer?.['secret']) },
  };
}

const accessTokenOf = (slug: string): string => `very-secret-token-of-${slug}`;

export type TestTenant = Awaited<ReturnType<typeof createTenantByApi>>;

/** An end user writes on the tenant's channel `ageMs` ago. Returns the conversation's id. */
export async function writeInbound(
  api: TestApi,
  tenant: TestTenant,
  { text = 'Bonjour', ageMs = 0, ...message }: Partial<InboundMessage> & { text?: string; ageMs?: number } = {},
): Promise<string> {
  const [result] = await recordInbound(api.database, {
    statuses: [],
    events: [],
    messages: [
      {
        tenantId: tenant.tenantId,
        channelId: tenant.channelId,
        scope: 'scope',
        id: newId(),
        endUserId: newId(),
        conversationId: newId(),
        mediaId: null,
        providerMessageId: `wamid.${newId()}`,
        kind: 'text',
        content: { kind: 'text', text },
        raw: null,
        replyTo: null,
        sentAt: new Date(Date.now() - ageMs).toISOString(),
        bsuid: null,
        parentBsuid: null,
        phone: `336${newId().slice(-8)}`,
        username: null,
        displayName: 'Zoé',
        state: 'received',
        stateReason: null,
        opensWindow: true,
        media: null,
        needsPlan: false,
        isResolved: false,
        ...message,
      },
    ],
  });
  if (!result?.conversationId) throw new Error(`the message was not stored: ${result?.outcome}`);
  return result.conversationId;
}
