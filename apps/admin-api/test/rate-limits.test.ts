import { newId } from '@sylion/schemas';
import { createTestRedis, startRedisProxy, waitUntil, type RedisProxy, type TestRedis } from '@sylion/testbed';

import { startAdminApi } from '../src/admin-api.ts';
import { readConfig } from '../src/config.ts';
import { openEventStream } from './event-stream.ts';
import { createTenantByApi, platformKey, startTestApi, type TestApi, type TestCall, type TestTenant } from './harness.ts';

/** So few that a test reaches them, so slow to come back that none does while it runs. Time passes only where a test says so. */
const budgets = { reads: 4, writes: 12, uploads: 2, refusals: 6 };

let redis: TestRedis;
let proxy: RedisProxy;
let api: TestApi;
let tenant: TestTenant;
let foreign: TestTenant;
beforeAll(async () => {
  redis = await createTestRedis();
  proxy = await startRedisProxy(redis.url);
  api = await startTestApi({
    REDIS_URL: proxy.url,
    RATE_LIMIT_READS_PER_MINUTE: String(budgets.reads),
    RATE_LIMIT_WRITES_PER_MINUTE: String(budgets.writes),
    RATE_LIMIT_UPLOADS_PER_MINUTE: String(budgets.uploads),
    RATE_LIMIT_REFUSALS_PER_MINUTE: String(budgets.refusals),
    RATE_LIMIT_TIMEOUT_MS: '5000',
    TRUSTED_PROXIES: 'loopback',
  });
  await waitUntil('requests are counted', isCounting);
  [tenant, foreign] = [await createTenantByApi(api), await createTenantByApi(api)];
});
beforeEach(() => redis.wipe());
afterAll(async () => {
  await api.stop();
  await proxy.stop();
  await redis.stop();
});

const isCounting = async () => (await api.call('get', '/v1/assistants', { key: platformKey })).headers['ratelimit'] !== undefined;
const read = (key = tenant.keys.owner, headers: Record<string, string> = {}) => api.call('get', '/v1/assistants', { key, headers });
const statusesOf = async (count: number, ask: () => Promise<{ status: number }>): Promise<number[]> => {
  const statuses: number[] = [];
  for (let asked = 0; asked < count; asked += 1) statuses.push((await ask()).status);
  return statuses;
};
const counterOf = async (name: string): Promise<number> => {
  const text = await (await fetch(`http://127.0.0.1:${api.metricsPort}/metrics`)).text();
  return [...text.matchAll(new RegExp(`^${name}(?:{.*})? (\\d+)`, 'gm'))].reduce((sum, [, value]) => sum + Number(value), 0);
};

describe('a caller', () => {
  it('sees its budget count down on every answer, is refused with the time to wait, and is served after it', async () => {
    const first = await read();
    expect([first.status, first.headers['ratelimit-policy']]).toEqual([200, '"reads";q=4;w=60']);
    expect(first.headers['ratelimit']).toMatch(/^"reads";r=3;t=1[45]$/);
    const missing = await api.call('get', `/v1/assistants/${newId()}`, { key: tenant.keys.owner });
    expect([missing.status, missing.headers['ratelimit']]).toEqual([404, expect.stringMatching(/^"reads";r=2;/)]);
    expect(await statusesOf(2, read)).toEqual([200, 200]);
    const refused = await read();
    expect([refused.status, refused.body.code]).toEqual([429, 'rate_limited']);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.headers['ratelimit']).toMatch(/^"reads";r=0;t=\d+$/);
    const waitSeconds = Number(refused.headers['retry-after']);
    expect(waitSeconds).toBeGreaterThan(0);
    expect(waitSeconds).toBeLessThanOrEqual(15);
    expect(await statusesOf(5, read)).toEqual([429, 429, 429, 429, 429]);
    await redis.passTime(waitSeconds * 1_000);
    expect(await statusesOf(2, read)).toEqual([200, 429]);
    expect(await counterOf('admin_api_rate_limited_total')).toBeGreaterThan(5);
  });

  it('takes nothing from other keys, other tenants, or its own other kinds of requests', async () => {
    expect(await statusesOf(5, read)).toEqual([200, 200, 200, 200, 429]);
    for (const key of [tenant.keys.viewer, foreign.keys.owner]) expect((await read(key)).status).toBe(200);
    const write = await api.call('post', '/v1/knowledge-bases', { key: tenant.keys.owner, body: { name: newId() } });
    expect([write.status, write.headers['ratelimit']]).toEqual([201, expect.stringMatching(/^"writes";r=11;/)]);
    const file = { name: 'a.txt', content: Buffer.from('Bonjour'), mimeType: 'text/plain' };
    const upload = (): ReturnType<TestApi['call']> =>
      api.call('post', `/v1/knowledge-bases/${String(write.body.id)}/documents`, { key: tenant.keys.owner, file } satisfies TestCall);
    const uploads = [await upload(), await upload(), await upload()];
    expect(uploads.map(({ status }) => status)).toEqual([201, 200, 429]);
    expect(uploads[0]?.headers['ratelimit-policy']).toBe('"uploads";q=2;w=60');
  });

  it('has one budget over all processes', async () => {
    const second = await startAdminApi(readConfig(api.environment));
    try {
      const readThere = () =>
        fetch(`http://127.0.0.1:${second.port}/v1/assistants`, { headers: { authorization: `Bearer ${tenant.keys.agent}` } });
      await waitUntil('the second counts', async () => (await readThere()).headers.has('ratelimit'));
      await redis.wipe();
      const statuses = [...(await statusesOf(2, readThere)), ...(await statusesOf(2, () => read(tenant.keys.agent)))];
      expect([...statuses, (await readThere()).status, (await read(tenant.keys.agent)).status]).toEqual([200, 200, 200, 200, 429, 429]);
    } finally {
      await second.shutdown.run();
    }
  });

  it('pays for a stream once, when it is opened', async () => {
    const stream = await openEventStream(api, tenant.keys.owner);
    expect((await read()).headers['ratelimit']).toMatch(/^"reads";r=2;/);
    stream.hangUp();
  });
});

describe('a stranger who guesses keys', () => {
  const guess = (from?: string) => read(`syl_${newId()}`, from === undefined ? {} : { 'x-forwarded-for': from });

  it('is stopped, while a good key from the same address still works, and strangers elsewhere may try', async () => {
    expect((await read()).status).toBe(200);
    const first = await guess();
    expect([first.status, first.headers['ratelimit']]).toEqual([401, expect.stringMatching(/^"refusals";r=5;/)]);
    expect(await statusesOf(7, guess)).toEqual([401, 401, 401, 401, 401, 429, 429]);
    const refused = await guess();
    expect([refused.body.code, Number(refused.headers['retry-after'])]).toEqual(['rate_limited', expect.any(Number)]);
    expect((await read()).status).toBe(200);
    expect((await guess('203.0.113.7')).status).toBe(401);
    await redis.passTime(Number(refused.headers['retry-after']) * 1_000);
    expect(await statusesOf(2, guess)).toEqual([401, 429]);
  });

  it('learns nothing of a right guess while stopped', async () => {
    await statusesOf(budgets.refusals, guess);
    expect((await read(foreign.keys.viewer)).status).toBe(429);
  });

  it('is stopped as well when all guesses come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => guess()));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(budgets.refusals);
  });

  it('leaves most of the address’s tries to others when it has one wrong key only', async () => {
    const wrong = `syl_${newId()}`;
    expect(await statusesOf(4, () => read(wrong))).toEqual([401, 401, 429, 429]);
    expect((await read(foreign.keys.admin)).status).toBe(200);
  });

  it('is not who opens a page with many requests at once, all with one new key', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => read(foreign.keys.agent)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
});

it('everybody passes while Redis is away, and it is counted that nobody was', async () => {
  await statusesOf(5, read);
  expect((await read()).status).toBe(429);
  const before = await counterOf('admin_api_uncounted_total');
  proxy.shut();
  expect(await statusesOf(8, read)).toEqual(Array.from({ length: 8 }, () => 200));
  expect(await counterOf('admin_api_uncounted_total')).toBeGreaterThanOrEqual(before + 8);
  const uncounted = await read();
  expect([uncounted.headers['ratelimit-policy'], uncounted.headers['ratelimit']]).toEqual(['"reads";q=4;w=60', undefined]);
  proxy.open();
  await waitUntil('requests are counted again', isCounting);
});
