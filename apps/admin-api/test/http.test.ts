import { gzipSync } from 'node:zlib';

import supertest from 'supertest';

import { problemSchema } from '@sylion/schemas';

import { createTenantByApi, startTestApi, type TestApi, type TestTenant } from './harness.ts';

let api: TestApi;
let tenant: TestTenant;

beforeAll(async () => {
  api = await startTestApi();
  tenant = await createTenantByApi(api);
});
afterAll(() => api.stop());

const post = (body: string | Buffer, contentType = 'application/json') =>
  supertest(api.url).post('/v1/assistants').set('authorization', `Bearer ${tenant.keys.owner}`).set('content-type', contentType).send(body);

it.each<[string, string, string, number, string]>([
  ['text that is no JSON', '{"name":', 'application/json', 400, 'invalid_json'],
  ['another media type', 'name=Amélie', 'application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
  ['another charset', '{}', 'application/json; charset=klingon', 415, 'unsupported_media_type'],
  ['more than 1 MB', JSON.stringify({ name: 'x'.repeat(1_100_000) }), 'application/json', 413, 'body_too_large'],
  ['brackets without end', '['.repeat(400_000), 'application/json', 400, 'invalid_json'],
  ['a key of the prototype', '{"name":"A","__proto__":{"role":"owner"}}', 'application/json', 400, 'invalid_request'],
  [
    'a hundred thousand keys',
    JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [index, 0]))),
    'application/json',
    400,
    'invalid_request',
  ],
  ['valid nesting where a text belongs', `{"name":${'['.repeat(500)}${']'.repeat(500)}}`, 'application/json', 400, 'invalid_request'],
  ['deep nesting', `${'['.repeat(400_000)}${']'.repeat(400_000)}`, 'application/json', 400, 'invalid_json'],
])('refuses %s as problem details', async (_name, body, contentType, status, code) => {
  const response = await post(body, contentType);
  const problem = problemSchema.parse(JSON.parse(response.text));
  expect([response.status, problem.status, problem.code]).toEqual([status, status, code]);
  expect(response.headers['content-type']).toContain('application/problem+json');
  expect(response.text).not.toMatch(/\bat .*\.ts/);
});

it('does not read a stranger’s body', async () => {
  const response = await supertest(api.url).post('/v1/assistants').set('content-type', 'application/json').send('{"name":');
  expect(response.status).toBe(401);
});

it('gives every answer a request id: the caller’s own, if it can be one', async () => {
  const ask = (id: string) => supertest(api.url).get('/v1/assistants').set('x-request-id', id);
  expect((await ask('trace-42')).headers['x-request-id']).toBe('trace-42');
  expect((await ask('a b <c>')).headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
});

it('tells a route that is not from a method that is not', async () => {
  const nowhere = await api.call('get', '/v1/nowhere');
  expect([nowhere.status, nowhere.body.code]).toEqual([404, 'route_not_found']);
  const wrongMethod = await api.call('delete', '/v1/assistants');
  expect([wrongMethod.status, wrongMethod.body.code, wrongMethod.headers['allow']]).toEqual([405, 'method_not_allowed', 'POST, GET, HEAD']);
  expect((await api.call('get', '/v1/channels/%zz')).status).toBe(400);
});

it.each(['/v1/assistants', '/v1/nowhere', '/docs', '/openapi.json', '/healthz'])(
  'tells browsers to run, frame, sniff and refer nothing of %s, whoever asks',
  async (path) => {
    const { headers } = await supertest(api.url).get(path);
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("script-src 'self';"),
      'strict-transport-security': expect.stringMatching(/^max-age=31536000/),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['x-powered-by']).toBeUndefined();
  },
);

it('lets no cache keep an answer', async () =>
  expect((await api.call('get', '/v1/assistants', { key: tenant.keys.viewer })).headers['cache-control']).toBe('no-store'));

it('gives pages of other origins no access: it answers no preflight', async () => {
  const preflight = await supertest(api.url)
    .options('/v1/assistants')
    .set({ origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' });
  expect([preflight.status, preflight.body.code]).toEqual([405, 'method_not_allowed']);
  const read = await api.call('get', '/v1/assistants', { key: tenant.keys.viewer, headers: { origin: 'https://elsewhere.example' } });
  for (const { headers } of [preflight, read])
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
});

it('answers HEAD as GET without the body, a stream’s as well, and needs the same key for it', async () => {
  const head = (path: string, key = tenant.keys.agent) => supertest(api.url).head(path).set('authorization', `Bearer ${key}`);
  const assistant = `/v1/assistants/${tenant.assistantId}`;
  const { headers } = await api.call('get', assistant, { key: tenant.keys.agent });
  const answer = await head(assistant);
  expect([answer.status, answer.headers['etag'], answer.text ?? '']).toEqual([200, headers['etag'], '']);
  expect((await head(assistant, 'syl_wrong')).status).toBe(401);
  const stream = await head('/v1/events');
  expect([stream.status, stream.type]).toEqual([200, 'text/event-stream']);
});

it('measures a body after it is unpacked', async () => {
  const response = await supertest(api.url)
    .post('/v1/assistants')
    .set({ authorization: `Bearer ${tenant.keys.owner}`, 'content-type': 'application/json', 'content-encoding': 'gzip' })
    .serialize((body: Buffer) => body as unknown as string)
    .send(gzipSync(JSON.stringify({ name: 'x'.repeat(5_000_000) })));
  expect([response.status, response.body.code]).toEqual([413, 'body_too_large']);
});

it('is alive without a key', async () => expect((await api.call('get', '/healthz')).body).toEqual({ status: 'ok' }));

it('documents itself: a complete OpenAPI document and a page without scripts', async () => {
  const { body: document } = await api.call('get', '/openapi.json');
  expect(document.openapi).toBe('3.1.0');
  const create = document.paths['/v1/channels'].post;
  expect(create.requestBody.content['application/json'].schema.oneOf).toHaveLength(3);
  expect(create.responses['201'].content['application/json'].schema.properties).not.toHaveProperty('credentials');
  expect(create.parameters).toContainEqual(expect.objectContaining({ name: 'X-Tenant-Id', in: 'header' }));
  expect(JSON.stringify(document)).not.toContain('$schema');
  const page = await api.call('get', '/docs');
  expect(page.headers['content-type']).toContain('text/html');
  expect(page.text).toContain('/v1/conversations/{id}/take-over');
  for (const name of Object.keys(document.components.headers)) {
    expect(page.text).toContain(`<li id="${name}">`);
    expect(page.text).toContain(`<a href="#${name}">`);
  }
  expect(page.text).not.toMatch(/<script|https?:\/\//);
});
