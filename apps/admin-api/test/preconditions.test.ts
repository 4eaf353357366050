import type { Route } from '../src/route.ts';
import { routes } from '../src/routes/routes.ts';
import { askRoutes, nameOf, type AskRoute } from './ask-route.ts';
import { createTenantByApi, startTestApi, type TestApi, type TestTenant } from './harness.ts';
import { knowledgeOf, publishPassages, textFile } from './knowledge-harness.ts';
import { makeSamples } from './route-samples.ts';

let api: TestApi;
let tenant: TestTenant;
let ask: AskRoute;

beforeAll(async () => {
  api = await startTestApi();
  tenant = await createTenantByApi(api);
  ask = askRoutes(api, tenant, await makeSamples(api, tenant));
});
afterAll(() => api.stop());

const send = (route: Route, headers: Record<string, string> = {}) => ask(route, { headers });
const where = (fits: (route: Route) => boolean) => routes.filter(fits).map((route) => [nameOf(route), route] as const);
const auditSize = async () =>
  api.database.asTenant(
    tenant.tenantId,
    async ({ sql, tenantId }) => (await sql.selectFrom('auditLog').where('tenantId', '=', tenantId).select('id').execute()).length,
  );
const assistant = () => `/v1/assistants/${tenant.assistantId}`;
const rename = (name: string, ifMatch: string) =>
  api.call('patch', assistant(), { key: tenant.keys.owner, body: { name }, headers: { 'if-match': ifMatch } });

it.each(where(({ method, path }) => method === 'get' && path.endsWith('{id}')))(
  '%s has a strong tag, by which it is not sent twice',
  async (_name, route) => {
    const { headers, body } = await send(route);
    expect(headers['etag']).toMatch(/^"\d+\.[\w-]{16}"$/);
    const known = await send(route, { 'if-none-match': headers['etag'] ?? '' });
    expect([known.status, known.text, known.headers['etag']]).toEqual([304, '', headers['etag']]);
    expect((await send(route, { 'if-none-match': '"another"' })).body).toEqual(body);
  },
);

it.each(where((route) => route.method !== 'get' && route.version !== undefined))(
  '%s does nothing to a thing that was changed meanwhile',
  async (_name, route) => {
    const before = await auditSize();
    const refused = await send(route, { 'if-match': '"1.an-older-version"' });
    expect([refused.status, refused.body.code]).toEqual([412, 'precondition_failed']);
    expect(await auditSize()).toBe(before);
  },
);

it.each(where(({ method, version }) => ['put', 'patch', 'delete'].includes(method) && version === undefined))(
  '%s does not pretend to heed a condition that it has no version for',
  async (_name, route) => {
    const refused = await send(route, { 'if-match': '"1.x"' });
    expect([refused.status, refused.body.code]).toEqual([412, 'precondition_failed']);
  },
);

it('of two who saw the same version, one changes it and the other is told', async () => {
  for (let round = 0; round < 5; round += 1) {
    const seen = (await api.call('get', assistant(), { key: tenant.keys.owner })).headers['etag'] ?? '';
    const answers = await Promise.all([rename('One', seen), rename('Other', seen), rename('Third', seen)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const winner = answers.find(({ status }) => status === 200);
    const now = await api.call('get', assistant(), { key: tenant.keys.owner });
    expect([now.body.name, now.headers['etag']]).toEqual([winner?.body.name, winner?.headers['etag']]);
    expect((await rename('Next', winner?.headers['etag'] ?? '')).status).toBe(200);
  }
});

it('a knowledge base that got a document is another answer, but the same version', async () => {
  const knowledge = knowledgeOf(api, tenant);
  const path = `/v1/knowledge-bases/${await knowledge.createBase()}`;
  const seen = (await knowledge.call('get', path)).headers['etag'] ?? '';
  const { id } = (await knowledge.upload(path.split('/').at(-1) ?? '', textFile('a.txt', 'open'))).body;
  await publishPassages(api, tenant, id, ['open']);
  const read = await api.call('get', path, { key: tenant.keys.admin, headers: { 'if-none-match': seen } });
  expect([read.status, read.headers['etag'] === seen]).toEqual([200, false]);
  const changed = await api.call('patch', path, { key: tenant.keys.admin, body: { name: 'New' }, headers: { 'if-match': seen } });
  expect(changed.status).toBe(200);
});
