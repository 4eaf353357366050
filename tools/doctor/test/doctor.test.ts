import { execFile } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

import { createDatabase, type Database } from '@sylion/database';
import { repositoryRoot, startEmbeddedRedis, type EmbeddedRedis } from '@sylion/launch/embedded';
import { PoisonJob, type Queues } from '@sylion/queues';
import { createLogger } from '@sylion/runtime';
import { incomingMessages, newId } from '@sylion/schemas';
import {
  askRedis,
  connectTestQueues,
  createTestDatabase,
  readEnvExample,
  seedTenant,
  waitUntil,
  withClient,
  type SeededTenant,
  type TestDatabase,
} from '@sylion/testbed';

import { checkClock } from '../src/checks/check-clock.ts';
import { examine } from '../src/examine.ts';
import type { Finding } from '../src/finding.ts';
import { readSurroundings, type Surroundings } from '../src/surroundings.ts';

let test: TestDatabase;
let redis: EmbeddedRedis;
let database: Database;
let queues: Queues;
let tenant: SeededTenant;
let well: Surroundings;
let home: string;
const outside = http.createServer((_request, response) => response.end());

beforeAll(async () => {
  home = await fs.mkdtemp(path.join(os.tmpdir(), 'sylion-doctor-'));
  [test, redis] = await Promise.all([createTestDatabase(), startEmbeddedRedis({ home })]);
  const logger = createLogger({ app: 'test', level: 'silent' });
  database = createDatabase({ url: test.appUrl, applicationName: 'test', poolSize: 2, logger });
  queues = await connectTestQueues(redis.url);
  tenant = await seedTenant(database);
  // The doctor asks whether somebody is there, not who it is.
  outside.listen(0, '127.0.0.1');
  await once(outside, 'listening');
  const there = `127.0.0.1:${(outside.address() as AddressInfo).port}`;
  well = {
    databaseUrl: test.appUrl,
    ownerUrl: test.ownerUrl,
    redisUrl: redis.url,
    graphUrl: `http://${there}`,
    vertexAddress: there,
    storageUrl: `http://${there}`,
    environment: undefined,
    isProduction: false,
  };
});
afterAll(async () => {
  outside.close();
  await queues.close();
  await database.close();
  await Promise.all([test.drop(), redis.stop()]);
  await fs.rm(home, { recursive: true, force: true });
});

const asOwner = (statement: string, parameters: unknown[] = []) =>
  withClient(test.superuserUrl, (client) => client.query(statement, parameters));

/** What the doctor says about a subject when the platform is otherwise as it was. */
const saysOf = async (subject: string, changes: Partial<Surroundings> = {}): Promise<Finding | undefined> =>
  (await examine({ ...well, ...changes })).find((finding) => finding.subject === subject);

it('of a platform without processes only their absence and the embedded pgvector are told', async () => {
  const findings = await examine(well);
  const unwell = findings.filter(({ state }) => state !== 'ok').map(({ subject }) => subject);
  expect(unwell.filter((subject) => subject !== 'pgvector')).toEqual(['gateway, inbound', 'gateway, outbound', 'processor-worker']);
  expect(findings.filter(({ state, advice }) => (state === 'ok') !== (advice === undefined))).toEqual([]);
});

describe('Postgres', () => {
  it('that is away is told, with its host and without its password', async () => {
    const finding = await saysOf('Postgres', { databaseUrl: 'postgres://app:canary@127.0.0.1:1/x' });
    expect(finding).toMatchObject({ state: 'fail', means: expect.stringContaining('127.0.0.1:1 does not answer') });
    expect(JSON.stringify(finding)).not.toContain('canary');
  });

  it('whose login role sees through row-level security', async () => {
    expect(await saysOf('login role', { databaseUrl: test.superuserUrl })).toMatchObject({
      state: 'fail',
      means: expect.stringContaining('superuser'),
    });
  });

  it('one of whose tables of tenants has no forced row-level security', async () => {
    await asOwner('alter table turns no force row level security');
    expect(await saysOf('isolation')).toMatchObject({
      state: 'fail',
      means: expect.stringContaining('turns'),
      advice: expect.stringContaining('alter table turns'),
    });
    await asOwner('alter table turns force row level security');
  });

  it('that has not seen a migration, and one whose owner is not known', async () => {
    const { rows } = await asOwner(
      'delete from kysely_migration where name = (select max(name) from kysely_migration) returning name, timestamp',
    );
    const [last] = rows as { name: string; timestamp: string }[];
    expect(await saysOf('migrations')).toMatchObject({
      state: 'fail',
      means: expect.stringContaining(`1 were not run, ${last?.name}`),
      advice: expect.stringContaining('npm run migrate'),
    });
    await asOwner('insert into kysely_migration values ($1, $2)', [last?.name, last?.timestamp]);
    expect(await saysOf('migrations', { ownerUrl: undefined })).toMatchObject({
      state: 'warn',
      advice: expect.stringContaining('DATABASE_OWNER_URL'),
    });
  });

  it('with a pgvector that production refuses', async () => {
    const { rows } = await asOwner(`select extversion from pg_extension where extname = 'vector'`);
    await asOwner(`update pg_extension set extversion = '0.8.1' where extname = 'vector'`);
    expect(await saysOf('pgvector')).toMatchObject({ state: 'warn', means: expect.stringContaining('CVE-2026-3172') });
    expect(await saysOf('pgvector', { isProduction: true })).toMatchObject({ state: 'fail', advice: expect.stringContaining('0.8.4') });
    await asOwner(`update pg_extension set extversion = $1 where extname = 'vector'`, [(rows as { extversion: string }[])[0]?.extversion]);
  });
});

describe('Redis', () => {
  const redisCli = (command: string, ...words: string[]) => askRedis(redis.url, command, ...words);

  it('that is away is told, with its host and without its password', async () => {
    const finding = await saysOf('Redis', { redisUrl: 'redis://:canary@127.0.0.1:1' });
    expect(finding).toMatchObject({ state: 'fail', means: expect.stringContaining('127.0.0.1:1 does not answer') });
    expect(JSON.stringify(finding)).not.toContain('canary');
  });

  it('that may drop jobs, that forgets them at a restart, and that is nearly full', async () => {
    await redisCli('config', 'set', 'maxmemory-policy', 'allkeys-lru');
    await redisCli('config', 'set', 'appendonly', 'no');
    await redisCli('config', 'set', 'maxmemory', '1500000');
    expect(await saysOf('Redis eviction')).toMatchObject({ state: 'fail', means: expect.stringContaining('allkeys-lru') });
    expect(await saysOf('Redis durability')).toMatchObject({ state: 'warn' });
    expect(await saysOf('Redis memory')).toMatchObject({ state: expect.stringMatching(/warn|fail/) });
    await redisCli('config', 'set', 'maxmemory', '0');
    await redisCli('config', 'set', 'maxmemory-policy', 'noeviction');
    await redisCli('config', 'set', 'appendonly', 'yes');
    expect(await saysOf('Redis eviction')).toMatchObject({ state: 'ok' });
  });

  it('in which jobs lie dead', async () => {
    const consumer = queues.consume({
      contract: { ...incomingMessages, attempts: 1 },
      concurrency: 1,
      handle: () => Promise.reject(new PoisonJob('no assistant')),
    });
    await queues.publish(incomingMessages, { version: 1, tenantId: tenant.tenantId, conversationId: newId() });
    await waitUntil('it is dead', async () => (await queues.deadLetters.count(incomingMessages)) === 1);
    await consumer.close();
    expect(await saysOf('queue incoming_messages')).toMatchObject({
      state: 'warn',
      means: expect.stringContaining('1 dead letters'),
      advice: expect.stringContaining('npm run redrive -- --queue incoming_messages'),
    });
  });
});

it('a clock that is not ours is told, and how far it is off', () => {
  expect(checkClock('clock', 120)).toMatchObject({ state: 'ok' });
  expect(checkClock('clock', -3_000)).toMatchObject({ state: 'warn', means: expect.stringContaining('3.0 s behind') });
  expect(checkClock('clock', 40_000)).toMatchObject({ state: 'fail', means: expect.stringContaining('40.0 s before') });
});

describe('on channels and in conversations', () => {
  const verified = (result: object) =>
    asOwner(
      `insert into channel_tasks (tenant_id, id, channel_id, kind, state, result, finished_at) values ($1, $2, $3, 'verify', 'done', $4, clock_timestamp())`,
      [tenant.tenantId, newId(), tenant.channelId, JSON.stringify(result)],
    );

  it('webhooks that go to no app, tokens that are refused, and nothing more once they are good again', async () => {
    const subject = `channel ${tenant.channelId}`;
    await verified({ isOk: true, isWebhookSubscribed: false });
    expect(await saysOf(subject)).toMatchObject({ state: 'fail', advice: expect.stringContaining('subscribed_apps') });
    await verified({ isOk: false, reason: 'refused' });
    expect(await saysOf(subject)).toMatchObject({ state: 'fail', means: expect.stringContaining('token is refused') });
    await verified({ isOk: true, isWebhookSubscribed: true });
    expect(await saysOf('channels')).toMatchObject({ state: 'ok' });
    await asOwner(`update channels set status = 'needs_reauth', status_reason = 'code 190' where id = $1`, [tenant.channelId]);
    expect(await saysOf(subject)).toMatchObject({ state: 'fail', advice: expect.stringContaining('/credentials') });
    await asOwner(`update channels set status = 'active', status_reason = null where id = $1`, [tenant.channelId]);
  });

  it('a message that nobody answers', async () => {
    const [endUserId, conversationId] = [newId(), newId()];
    const { tenantId, channelId } = tenant;
    await asOwner('insert into end_users (tenant_id, id) values ($1, $2)', [tenantId, endUserId]);
    await asOwner('insert into conversations (tenant_id, id, channel_id, end_user_id) values ($1, $2, $3, $4)', [
      tenantId,
      conversationId,
      channelId,
      endUserId,
    ]);
    await asOwner(
      `insert into messages (tenant_id, id, conversation_id, channel_id, seq, direction, author, kind, content, state, created_at)
        values ($1, $2, $3, $4, 1, 'inbound', 'end_user', 'text', '{"kind":"text","text":"canary"}', 'received', now() - interval '2 minutes')`,
      [tenantId, newId(), conversationId, channelId],
    );
    const finding = await saysOf('oldest unanswered message');
    expect(finding).toMatchObject({ state: 'warn', means: expect.stringMatching(/since 12\d s/) });
    await asOwner(`update messages set created_at = now() - interval '1 hour'`);
    expect(await saysOf('oldest unanswered message')).toMatchObject({ state: 'fail' });
  });
});

it('what does not answer outside is told with its host', async () => {
  const away = { graphUrl: 'http://127.0.0.1:1', vertexAddress: '127.0.0.1:1', storageUrl: 'http://127.0.0.1:1' };
  const findings = (await examine({ ...well, ...away })).filter(({ means }) => means.includes('127.0.0.1:1 does not answer'));
  expect(findings.map(({ state, subject }) => [state, subject])).toEqual([
    ['fail', 'WhatsApp (Graph)'],
    ['fail', 'models (Vertex AI)'],
    ['fail', 'objects (Cloud Storage)'],
  ]);
});

describe('npm run doctor', () => {
  const run = (environment: Record<string, string>, ...words: string[]): Promise<{ code: number; output: string; errors: string }> =>
    new Promise((resolve) => {
      const command = ['--conditions=@sylion/source', path.join(repositoryRoot, 'tools/doctor/src/doctor.ts'), ...words];
      execFile(process.execPath, command, { env: { PATH: process.env['PATH'], ...environment } }, (error, output, errors) =>
        resolve({ code: error === null ? 0 : Number(error.code), output, errors }),
      );
    });

  it('reads the variables of .env.example as the apps do, and names those that are wrong and none of their values', async () => {
    const environment = { ...readEnvExample(), DATABASE_URL: test.appUrl, DATABASE_OWNER_URL: test.ownerUrl, REDIS_URL: redis.url };
    const local = { WHATSAPP_GRAPH_URL: 'http://127.0.0.1:1', VERTEX_API_ENDPOINT: '127.0.0.1:1', GCS_API_ENDPOINT: 'http://127.0.0.1:1' };
    const { code, output } = await run({ ...environment, ...local, SECRETS_KEYS: 'canary', WHATSAPP_VERIFY_TOKEN: 'short' }, '--json');
    const findings = JSON.parse(output) as Finding[];
    expect(code).toBe(1);
    expect(findings.find(({ subject }) => subject === 'configuration of gateway')?.means).toMatch(
      /(SECRETS_KEYS.*WHATSAPP_VERIFY_TOKEN|WHATSAPP_VERIFY_TOKEN.*SECRETS_KEYS)/,
    );
    expect(findings.find(({ subject }) => subject === 'configuration of processor-worker')).toMatchObject({ state: 'ok' });
    expect(output).not.toContain('canary');
    expect(output).not.toContain(new URL(environment.DATABASE_URL).password || 'canary');
  }, 60_000);

  it('explains itself', async () => {
    expect(await run({}, '--help')).toMatchObject({ code: 0, output: expect.stringMatching(/^npm run doctor/) });
  });
});

describe('where it looks', () => {
  it('is what the running embedded stack wrote down, unless the environment says otherwise; else it says so', async () => {
    const root = await fs.mkdtemp(path.join(os.tmpdir(), 'sylion-doctor-'));
    expect(() => readSurroundings({}, root)).toThrow('npm start');
    await fs.mkdir(path.join(root, '.local'));
    const devFile = {
      postgres: { ownerUrl: 'postgres://o@h/d', appUrl: 'postgres://a@h/d' },
      redis: { url: 'redis://h' },
      whatsappEmulator: { url: 'http://w' },
    };
    await fs.writeFile(path.join(root, '.local/dev.json'), JSON.stringify(devFile));
    expect(readSurroundings({}, root)).toMatchObject({
      databaseUrl: 'postgres://a@h/d',
      ownerUrl: 'postgres://o@h/d',
      graphUrl: 'http://w',
      environment: undefined,
    });
    expect(readSurroundings({ DATABASE_URL: 'postgres://x@y/z', REDIS_URL: 'redis://y' }, root)).toMatchObject({
      databaseUrl: 'postgres://x@y/z',
      graphUrl: 'https://graph.facebook.com',
    });
    await fs.rm(root, { recursive: true });
  });
});
