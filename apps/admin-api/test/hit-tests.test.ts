import { newId } from '@sylion/schemas';
import { waitUntil } from '@sylion/testbed';
import { createManagedSearch } from '@sylion/vertex-client';

import { createTenantByApi, startTestApi, type TestApi, type TestTenant } from './harness.ts';
import { knowledgeOf, publishPassages, textFile } from './knowledge-harness.ts';

let api: TestApi;
let tenant: TestTenant;
let knowledge: ReturnType<typeof knowledgeOf>;
let baseId: string;
let documentId: string;

beforeAll(async () => {
  api = await startTestApi();
  tenant = await createTenantByApi(api);
  knowledge = knowledgeOf(api, tenant);
  baseId = await knowledge.createBase();
  documentId = (await knowledge.upload(baseId, textFile('hours.txt', 'hours'), { metadata: { season: 'summer' } })).body.id;
  await publishPassages(api, tenant, documentId, [
    'The bakery opens at nine on Sundays.',
    'Croissants cost 1.20 euros.',
    'Parking is behind the house.',
  ]);
});
afterAll(() => api.stop());

const ask = (body: object) => api.call('post', `/v1/knowledge-bases/${baseId}/hit-tests`, { key: tenant.keys.agent, body });
const usage = () =>
  api.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
    sql.selectFrom('usageRecords').where('tenantId', '=', tenantId).selectAll().execute(),
  );

it('tells what a question finds and how, and what it cost', async () => {
  const { status, body } = await ask({ query: 'When does the bakery open on Sundays?' });
  expect(status).toBe(201);
  expect(body.hits[0]).toMatchObject({
    documentId,
    documentName: 'hours.txt',
    heading: 'Hours',
    page: 1,
    text: 'The bakery opens at nine on Sundays.',
    vectorRank: 1,
    textRank: 1,
    isAboveFloor: true,
  });
  expect(body.question).toContain('bakery');
  expect(body.timings.searchMs).toBeGreaterThan(0);
  const costs = (await usage()).filter(({ idempotencyKey }) => idempotencyKey === `hit_test:${body.id}`);
  expect(costs).toMatchObject([{ metric: 'embedding_tokens', model: 'gemini-embedding-001' }]);
  expect(Number(costs[0]?.amount)).toBeGreaterThan(0);
  const { items } = (await api.call('get', '/v1/usage', { key: tenant.keys.viewer })).body;
  expect(items.find(({ metric }: { metric: string }) => metric === 'embedding_tokens').amount).toBeGreaterThan(0);
});

it('asks one ranking alone', async () => {
  const text = (await ask({ query: 'croissants', leg: 'text' })).body;
  expect([text.hits.length, text.hits[0].vectorRank, text.hits[0].textRank]).toEqual([1, null, 1]);
  const vector = (await ask({ query: 'croissants', leg: 'vector', limit: 2 })).body;
  expect(vector.hits.map((hit: { textRank: unknown }) => hit.textRank)).toEqual([null, null]);
});

it('makes a question whole by what was said before', async () => {
  const { body } = await ask({ query: 'And on Sundays?', history: [{ role: 'end_user', text: 'When does the bakery open?' }] });
  expect([body.query, body.question]).toEqual(['And on Sundays?', expect.stringContaining('bakery')]);
});

it('looks only where the metadata fit', async () => {
  expect((await ask({ query: 'croissants', filter: { season: 'summer' } })).body.hits.length).toBeGreaterThan(0);
  expect((await ask({ query: 'croissants', filter: { season: 'winter' } })).body.hits).toEqual([]);
});

it('lists what was asked, newest first, page by page', async () => {
  const ids = [(await ask({ query: 'one', leg: 'text' })).body.id, (await ask({ query: 'two', leg: 'text' })).body.id];
  const list = async (query: string) =>
    (await api.call('get', `/v1/knowledge-bases/${baseId}/hit-tests?${query}`, { key: tenant.keys.viewer })).body;
  const { items, nextCursor } = await list('limit=1');
  expect(items).toMatchObject([{ id: ids[1], query: 'two' }]);
  expect((await list(`limit=1&cursor=${nextCursor}`)).items).toMatchObject([{ id: ids[0] }]);
});

it('is an agent’s, and checks what it is asked', async () => {
  expect((await ask({ query: '' })).body.errors[0].path).toBe('query');
  expect((await ask({ query: 'a', limit: 51 })).body.errors[0].path).toBe('limit');
  expect((await ask({ query: 'a', history: [{ role: 'nobody', text: '' }] })).body.errors[0].path).toBe('history.0.role');
});

it('says so when the model is away, and asks words alone all the same', async () => {
  const away = await startTestApi({ VERTEX_API_ENDPOINT: '127.0.0.1:9', SEARCH_TIMEOUT_MS: '1500' });
  try {
    const other = await createTenantByApi(away);
    const id = await knowledgeOf(away, other).createBase();
    const askAway = (body: object) => away.call('post', `/v1/knowledge-bases/${id}/hit-tests`, { key: other.keys.agent, body });
    const response = await askAway({ query: 'When do you open?' });
    expect([response.status, response.body.code, response.headers['retry-after']]).toEqual([503, 'model_unavailable', '1']);
    expect((await askAway({ query: 'When do you open?', leg: 'text' })).status).toBe(201);
  } finally {
    await away.stop();
  }
});

it('asks managed search, which answers nothing of a document once its deletion is answered', async () => {
  const platform = await startTestApi({ VERTEX_SEARCH_DATA_STORE: 'documents' });
  const managed = createManagedSearch({
    project: 'test',
    location: 'global',
    dataStore: 'documents',
    apiEndpoint: platform.vertex.endpoint,
  });
  try {
    const owner = await createTenantByApi(platform);
    const theirs = knowledgeOf(platform, owner);
    const id = await theirs.createBase({ mode: 'vertex_search' });
    const document = (await theirs.upload(id, textFile('hours.txt', 'The bakery opens at nine on Sundays.'))).body;
    const call = { tenantId: owner.tenantId, timeoutMs: 20_000 };
    await managed.ensureDataStore(call);
    const { objectPath } = (await theirs.row(document.id)) ?? {};
    const uri = platform.store.uri(owner.tenantId, objectPath ?? '');
    const line = managed.importLine({ ...call, knowledgeBaseId: id, documentId: document.id, title: 'hours', mimeType: 'text/plain', uri });
    const lines = await platform.store.write(owner.tenantId, `imports/${newId()}.jsonl`, Buffer.from(line), {
      contentType: 'application/json',
    });
    await managed.startImport(lines.uri, call);
    const indexed = managed.documentId(owner.tenantId, document.id);
    await waitUntil('the document is indexed', async () => (await managed.readIndexing(indexed, call)).state === 'indexed');
    const askThem = () => theirs.call('post', `/v1/knowledge-bases/${id}/hit-tests`, { body: { query: 'When does the bakery open?' } });
    const { body } = await askThem();
    expect(body.hits).toMatchObject([{ documentId: document.id, documentName: 'hours.txt', similarity: null, isAboveFloor: true }]);
    const { items } = (await theirs.call('get', '/v1/usage')).body;
    expect(items).toContainEqual({ metric: 'managed_searches', amount: 1 });
    await theirs.call('delete', `/v1/documents/${document.id}`);
    expect((await askThem()).body.hits).toEqual([]);
  } finally {
    await managed.close();
    await platform.stop();
  }
});
