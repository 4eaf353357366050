import { removeOldRequests } from '@sylion/database';
import { newId } from '@sylion/schemas';
import { rowsOf, withClient } from '@sylion/testbed';

import { routes } from '../src/routes/routes.ts';
import { askRoutes, type AskRoute } from './ask-route.ts';
import { createTenantByApi, platformKey, startTestApi, type TestApi, type TestCall, type TestTenant } from './harness.ts';
import { knowledgeOf, textFile } from './knowledge-harness.ts';
import { makeSamples, type RouteSample } from './route-samples.ts';

let api: TestApi;
let tenant: TestTenant;
let samples: Record<string, RouteSample>;
let ask: AskRoute;

beforeAll(async () => {
  api = await startTestApi();
  tenant = await createTenantByApi(api);
  samples = await makeSamples(api, tenant);
  ask = askRoutes(api, tenant, samples);
});
afterAll(() => api.stop());

const post = (path: string, key: string, call: TestCall = {}) =>
  api.call('post', path, { key: tenant.keys.owner, ...call, headers: { 'idempotency-key': key } });
const create = (name: string, key: string) => post('/v1/assistants', key, { body: { name } });
const rows = <Row extends object>(statement: string, parameters: unknown[] = []): Promise<Row[]> =>
  withClient(api.superuserUrl, (client) => rowsOf<Row>(client, statement, parameters));
const assistantsCalled = async (name: string) => (await rows('select from assistants where name = $1', [name])).length;

describe('the same key again', () => {
  it.each(routes.filter(({ method }) => method === 'post').map((route) => [route.path, route] as const))(
    'POST %s is told the same and does nothing',
    async (_path, route) => {
      const headers = { 'idempotency-key': newId() };
      const [first, again] = [await ask(route, { headers }), await ask(route, { headers })];
      expect([first.body.code, first.status < 300, first.headers['idempotent-replayed']]).toEqual([undefined, true, undefined]);
      expect([again.status, again.body, again.headers['idempotent-replayed']]).toEqual([first.status, first.body, 'true']);
    },
  );

  it('works once however many come at once', async () => {
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 8 }, () => create('Once', key)));
    const refused = answers.filter(({ status }) => status === 409);
    expect(new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.id)).size).toBe(1);
    for (const { body, headers } of refused) expect([body.code, headers['retry-after']]).toEqual(['request_in_progress', '1']);
    expect(await assistantsCalled('Once')).toBe(1);
  });

  it('with other content, or for another route, is refused', async () => {
    const key = newId();
    await create('First', key);
    for (const other of [await create('Other', key), await post('/v1/knowledge-bases', key, { body: { name: 'First' } })])
      expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
    expect(await assistantsCalled('Other')).toBe(0);
  });

  it('of another caller or of another tenant is another key', async () => {
    const key = newId();
    const other = await createTenantByApi(api);
    const ids = [];
    for (const caller of [tenant.keys.owner, tenant.keys.admin, other.keys.owner])
      ids.push((await post('/v1/assistants', key, { body: { name: 'Mine' }, key: caller })).body.id);
    expect(new Set(ids).size).toBe(3);
  });

  it('quoted, as the draft has it, is the same key; one that is none is refused', async () => {
    const key = newId();
    const { body } = await create('Quoted', key);
    expect((await create('Quoted', `"${key}"`)).body).toEqual(body);
    for (const wrong of ['', 'x'.repeat(256), 'clé'])
      expect((await create('Wrong', Buffer.from(wrong).toString('latin1'))).body.code).toBe('invalid_idempotency_key');
  });

  it('may try again what came to nothing', async () => {
    const key = newId();
    const conflict = await post('/v1/tenants', key, { key: platformKey, body: { slug: tenant.slug, name: 'Copy' } });
    expect(conflict.status).toBe(409);
    expect((await post('/v1/tenants', key, { key: platformKey, body: { slug: `${tenant.slug}-b`, name: 'Copy' } })).status).toBe(201);
  });

  it('is forgotten after a day', async () => {
    const key = newId();
    const first = await create('Daily', key);
    await rows(`update idempotent_requests set created_at = now() - interval '25 hours'`);
    const next = await create('Daily', key);
    expect([next.status, next.body.id === first.body.id]).toEqual([201, false]);
    await removeOldRequests(api.database, 10_000);
    expect((await rows('select from idempotent_requests')).length).toBe(1);
  });
});

describe('a process that dies', () => {
  it('in the middle of a transaction has done nothing: what is remembered commits with the work', async () => {
    const key = newId();
    const { body } = await create('Atomic', key);
    const [found] = await rows<{ isOne: boolean }>(
      `select a.xmin = r.xmin as "isOne" from assistants a, idempotent_requests r where a.id = $1 and r.created_at = a.created_at`,
      [body.id],
    );
    expect(found?.isOne).toBe(true);
  });

  it('in the middle of steps leaves a lease: nobody does the work twice while it stands, anybody after it', async () => {
    const [key, path] = [newId(), samples['post /v1/conversations/{id}/take-over']?.path ?? ''];
    await post(path, key);
    const died = (lease: string) =>
      rows(
        `update idempotent_requests set answer_ciphertext = null, running_until = now() + interval '${lease}' where answer_ciphertext is not null`,
      );
    await died('1 minute');
    expect((await post(path, key)).body.code).toBe('request_in_progress');
    await rows(`update idempotent_requests set running_until = now() - interval '1 second'`);
    const again = await post(path, key);
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([200, undefined]);
  });
});

it('a secret that is shown once is shown to the repetition as well, and lies nowhere in clear', async () => {
  const key = newId();
  const sent = { body: { name: 'Key', role: 'viewer' } };
  const { secret } = (await post('/v1/api-keys', key, sent)).body;
  expect((await post('/v1/api-keys', key, sent)).body.secret).toBe(secret);
  const stored = await rows<{ answer: Buffer; hash: Buffer }>(
    'select answer_ciphertext as answer, key_hash as hash from idempotent_requests',
  );
  for (const { answer, hash } of stored) {
    expect(answer?.includes(secret) ?? false).toBe(false);
    expect(hash.includes(key)).toBe(false);
  }
});

it('an upload is stored once; its repetition is answered without a look at its bytes', async () => {
  const knowledge = knowledgeOf(api, tenant);
  const path = `/v1/knowledge-bases/${await knowledge.createBase()}/documents`;
  const key = newId();
  const first = await post(path, key, { file: textFile('a.txt', 'one') });
  const again = await post(path, key, { file: textFile('a.txt', 'x'.repeat(3_000_000)) });
  expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
  expect((await knowledge.call('get', path)).body.items).toHaveLength(1);
});
