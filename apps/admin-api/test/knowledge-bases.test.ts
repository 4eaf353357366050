import { insertVectors, listChunksToReembed } from '@sylion/database';
import { documentIngests, newId } from '@sylion/schemas';

import { createTenantByApi, startTestApi, type TestApi, type TestTenant } from './harness.ts';
import { findByWords, knowledgeOf, publishPassages, textFile } from './knowledge-harness.ts';

let api: TestApi;
let tenant: TestTenant;
let knowledge: ReturnType<typeof knowledgeOf>;

beforeAll(async () => {
  api = await startTestApi({ SIMILARITY_FLOOR: '0.55' });
});
afterAll(() => api.stop());
beforeEach(async () => {
  tenant = await createTenantByApi(api);
  knowledge = knowledgeOf(api, tenant);
});

const show = async (id: string) => (await knowledge.call('get', `/v1/knowledge-bases/${id}`)).body;
const change = (id: string, body: object) => knowledge.call('patch', `/v1/knowledge-bases/${id}`, { body });
/** As the worker does. */
const reembed = (knowledgeBaseId: string, documentId: string) =>
  api.database.asTenant(tenant.tenantId, async (scope) => {
    const next = { knowledgeBaseId, embeddingVersion: 2, embeddingDimension: 768 } as const;
    const chunks = await listChunksToReembed(scope, { ...next, documentId, limit: 10 });
    const embedding = new Float32Array(768).fill(Math.sqrt(1 / 768));
    await insertVectors(
      scope,
      next,
      chunks.map(({ chunkId }) => ({ chunkId, embedding })),
    );
  });
const readyDocument = async (baseId: string, text: string): Promise<string> => {
  const { id } = (await knowledge.upload(baseId, textFile(`${text}.txt`, text))).body;
  await publishPassages(api, tenant, id, [text]);
  return id;
};

it('has the platform’s model and floor, and every setting’s default, unless it names its own', async () => {
  const plain = await show(await knowledge.createBase());
  expect(plain).toMatchObject({
    mode: 'local',
    settings: { chunkTokens: 450, overlapTokens: 54, similarityFloor: null, transcribeScans: false },
    similarityFloor: 0.55,
    embeddingModel: 'gemini-embedding-001',
    embeddingDimension: 768,
    reembedding: null,
    chunkCount: 0,
    documents: { queued: 0, processing: 0, ready: 0, needs_ocr: 0, failed: 0 },
  });
  const own = await show(await knowledge.createBase({ settings: { similarityFloor: 0.7, chunkTokens: 200 }, embeddingDimension: 1536 }));
  expect(own).toMatchObject({ settings: { chunkTokens: 200, overlapTokens: 54 }, similarityFloor: 0.7, embeddingDimension: 1536 });
});

it('changes only the named settings', async () => {
  const id = await knowledge.createBase({ settings: { chunkTokens: 200 } });
  const { body } = await change(id, { settings: { transcribeScans: true } });
  expect(body.settings).toMatchObject({ chunkTokens: 200, transcribeScans: true });
  const stored = await api.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
    sql.selectFrom('knowledgeBases').where('tenantId', '=', tenantId).where('id', '=', id).select('settings').executeTakeFirst(),
  );
  expect(stored?.settings).toEqual({ chunkTokens: 200, transcribeScans: true }); // defaults stay free to change
});

it.each([
  [{ settings: { chunkTokens: 3 } }, 'settings.chunkTokens'],
  [{ settings: { colour: 'red' } }, 'settings.colour'],
  [{ embeddingDimension: 100 }, 'embeddingDimension'],
  [{ embeddingModel: 'Not a model' }, 'embeddingModel'],
])('refuses %j, with the path of what is wrong', async (body, path) => {
  const id = await knowledge.createBase();
  const responses = [await change(id, body), await knowledge.call('post', '/v1/knowledge-bases', { body: { name: 'New', ...body } })];
  expect(responses.map((response) => [response.status, response.body.errors[0].path])).toEqual([
    [400, path],
    [400, path],
  ]);
});

it('is not of managed search on a platform without it', async () => {
  const { status, body } = await knowledge.call('post', '/v1/knowledge-bases', { body: { name: 'Managed', mode: 'vertex_search' } });
  expect([status, body.code]).toEqual([409, 'managed_search_not_configured']);
});

describe('another embedding model', () => {
  it('is simply taken where there is nothing to embed anew', async () => {
    const { body } = await change(await knowledge.createBase(), { embeddingModel: 'gemini-embedding-2', embeddingDimension: 1536 });
    expect(body).toMatchObject({ embeddingModel: 'gemini-embedding-2', embeddingDimension: 1536, reembedding: null });
  });

  it('starts re-embedding: every document is nudged, and the old vectors answer on', async () => {
    const id = await knowledge.createBase();
    for (const text of ['one', 'two']) await readyDocument(id, text);
    const before = await api.queues.depth(documentIngests);
    const { body } = await change(id, { embeddingModel: 'gemini-embedding-2' });
    expect(body).toMatchObject({
      embeddingModel: 'gemini-embedding-001',
      reembedding: { model: 'gemini-embedding-2', dimension: 768, progress: 0 },
    });
    expect(await api.queues.depth(documentIngests)).toBeGreaterThanOrEqual(before);
    expect((await change(id, { embeddingModel: 'gemini-embedding-001' })).body.reembedding).toBeNull();
  });

  it('counts the vectors that are made, and forgets those of a model that is no longer wanted', async () => {
    const id = await knowledge.createBase();
    const documentId = await readyDocument(id, 'one');
    await readyDocument(id, 'two');
    await change(id, { embeddingModel: 'gemini-embedding-2' });
    const held = await knowledge.row(documentId);
    await reembed(id, documentId);
    expect((await show(id)).reembedding.progress).toBe(0.5);
    expect((await change(id, { embeddingModel: 'third' })).body.reembedding).toEqual({ model: 'third', dimension: 768, progress: 0 });
    expect((await knowledge.row(documentId))?.claim).toBe((held?.claim ?? 0) + 1);
    expect(await findByWords(api, tenant, id, 'one')).toHaveLength(1);
  });
});

describe('a deletion', () => {
  it('lets nothing of it answer, and takes it from the assistants', async () => {
    const [id, kept] = [await knowledge.createBase(), await knowledge.createBase()];
    const documentId = await readyDocument(id, 'open at nine');
    await knowledge.call('patch', `/v1/assistants/${tenant.assistantId}`, { body: { knowledgeBaseIds: [id, kept] } });
    expect(await findByWords(api, tenant, id, 'nine')).toHaveLength(1);
    expect((await knowledge.call('delete', `/v1/knowledge-bases/${id}`)).status).toBe(204);
    expect(await findByWords(api, tenant, id, 'nine')).toEqual([]);
    expect((await knowledge.call('get', `/v1/assistants/${tenant.assistantId}`)).body.knowledgeBaseIds).toEqual([kept]);
    const gone = [
      await knowledge.call('get', `/v1/knowledge-bases/${id}`),
      await change(id, { name: 'Back' }),
      await knowledge.call('delete', `/v1/knowledge-bases/${id}`),
      await knowledge.call('get', `/v1/knowledge-bases/${id}/documents`),
      await knowledge.call('get', `/v1/knowledge-bases/${id}/hit-tests`),
      await knowledge.call('post', `/v1/knowledge-bases/${id}/hit-tests`, { body: { query: 'nine' } }),
      await knowledge.call('get', `/v1/documents/${documentId}`),
      await knowledge.call('patch', `/v1/assistants/${tenant.assistantId}`, { body: { knowledgeBaseIds: [id] } }),
    ];
    expect(gone.map(({ status }) => status)).toEqual(gone.map(() => 404));
    const { items } = (await knowledge.call('get', '/v1/knowledge-bases')).body;
    expect(items.map((base: { id: string }) => base.id)).toEqual([kept]);
    expect((await knowledge.row(documentId))?.state).toBe('deleting');
  });

  it('leaves no row of one without documents', async () => {
    const id = await knowledge.createBase();
    await knowledge.call('delete', `/v1/knowledge-bases/${id}`);
    const rows = await api.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
      sql.selectFrom('knowledgeBases').where('tenantId', '=', tenantId).where('id', '=', id).select('id').execute(),
    );
    expect(rows).toEqual([]);
  });
});

describe('an assistant', () => {
  it('is given knowledge bases, and changes only the named part of how it uses them', async () => {
    const ids = [await knowledge.createBase(), await knowledge.createBase()].sort();
    const created = await knowledge.call('post', '/v1/assistants', {
      body: { name: 'Amélie', knowledge: { passageLimit: 3 }, knowledgeBaseIds: ids },
    });
    expect(created.body).toMatchObject({
      knowledge: { citations: 'short', whenUnknown: 'say_so', passageTokens: 2_000, passageLimit: 3 },
      knowledgeBaseIds: ids,
    });
    const path = `/v1/assistants/${created.body.id}`;
    const changed = await knowledge.call('patch', path, { body: { knowledge: { citations: 'none' }, knowledgeBaseIds: [ids[1], ids[1]] } });
    expect(changed.body).toMatchObject({ knowledge: { citations: 'none', passageLimit: 3 }, knowledgeBaseIds: [ids[1]] });
    expect((await knowledge.call('patch', path, { body: { name: 'Zoé' } })).body.knowledgeBaseIds).toEqual([ids[1]]);
    expect((await knowledge.call('patch', path, { body: { knowledge: { passageLimit: 99 } } })).body.errors[0].path).toBe(
      'knowledge.passageLimit',
    );
  });

  it('gets none of another tenant, and is left as it was', async () => {
    const other = await createTenantByApi(api);
    const foreign = await knowledgeOf(api, other).createBase();
    for (const id of [foreign, newId()]) {
      const response = await knowledge.call('patch', `/v1/assistants/${tenant.assistantId}`, {
        body: { name: 'New', knowledgeBaseIds: [id] },
      });
      expect([response.status, response.body.code]).toEqual([404, 'not_found']);
    }
    const { name, knowledgeBaseIds } = (await knowledge.call('get', `/v1/assistants/${tenant.assistantId}`)).body;
    expect([name, knowledgeBaseIds]).toEqual(['Amélie', []]);
  });
});
