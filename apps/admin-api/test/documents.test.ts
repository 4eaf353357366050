import { claimDocument, changeClaimedDocument, DocumentClaimLost, type DocumentClaim } from '@sylion/database';
import { documentIngests } from '@sylion/schemas';

import { createTenantByApi, startTestApi, type TestApi, type TestTenant } from './harness.ts';
import { findByWords, knowledgeOf, publishPassages, textFile } from './knowledge-harness.ts';

let api: TestApi;
let tenant: TestTenant;
let knowledge: ReturnType<typeof knowledgeOf>;
let baseId: string;

beforeAll(async () => {
  api = await startTestApi({ INGEST_BUCKETS: 'imports' });
});
afterAll(() => api.stop());
beforeEach(async () => {
  tenant = await createTenantByApi(api);
  knowledge = knowledgeOf(api, tenant);
  baseId = await knowledge.createBase();
});

const link = (body: object) => knowledge.call('post', `/v1/knowledge-bases/${baseId}/documents`, { body });
const uploaded = async (name: string, text: string) => (await knowledge.upload(baseId, textFile(name, text))).body;
/** A worker takes the document, as it would for a job. */
const claim = (documentId: string) =>
  api.database.asTenant(tenant.tenantId, async (scope) => {
    const claimed = await claimDocument(scope, documentId, 60_000);
    if (claimed.kind !== 'claimed') throw new Error(`the document is ${claimed.kind}`);
    return claimed.document;
  });
const writeAs = (held: DocumentClaim) =>
  api.database.asTenant(tenant.tenantId, (scope) => changeClaimedDocument(scope, held, { stage: 'embed' }));

describe('a linked document', () => {
  it('waits to be fetched, and the worker is nudged', async () => {
    const before = await api.queues.depth(documentIngests);
    const { status, body } = await link({ url: 'https://example.com/menu', metadata: { season: 'summer' } });
    expect([status, body]).toMatchObject([
      201,
      {
        knowledgeBaseId: baseId,
        name: 'example.com/menu',
        source: { kind: 'web', uri: 'https://example.com/menu' },
        state: 'queued',
        sha256: null,
        error: null,
        version: 0,
        isSearchable: false,
        metadata: { season: 'summer' },
        isUnchanged: false,
      },
    ]);
    expect(await api.queues.depth(documentIngests)).toBe(before + 1);
  });

  it('may be an object of the tenant or of an opened bucket, and of no other', async () => {
    expect((await link({ uri: `gs://test-bucket/tenants/${tenant.tenantId}/inbox/a.pdf` })).body.source.kind).toBe('uri');
    expect((await link({ uri: 'gs://imports/a.pdf' })).status).toBe(201);
    const other = await createTenantByApi(api);
    for (const uri of [`gs://test-bucket/tenants/${other.tenantId}/a.pdf`, 'gs://elsewhere/a.pdf']) {
      const { status, body } = await link({ uri });
      expect([status, body.code, body.errors[0].path]).toEqual([400, 'uri_not_allowed', 'uri']);
    }
  });

  it.each([
    [{ url: 'ftp://example.com/a' }, 'url'],
    [{ url: 'https://user:password@example.com/a' }, 'url'],
    [{ uri: 'gs://imports' }, 'uri'],
    [{ url: 'https://example.com', metadata: { nested: { deep: 1 } } }, 'metadata.nested'],
  ])('is refused as %j, with the path of what is wrong', async (body, path) => {
    const response = await link(body);
    expect([response.status, response.body.errors[0].path]).toEqual([400, path]);
  });
});

it('lists documents by state', async () => {
  const ids = [];
  for (const name of ['a', 'b', 'c']) ids.push((await uploaded(`${name}.txt`, name)).id);
  await publishPassages(api, tenant, ids[1], ['open']);
  const list = async (query: string): Promise<string[]> =>
    (await knowledge.call('get', `/v1/knowledge-bases/${baseId}/documents?${query}`)).body.items.map(({ id }: { id: string }) => id);
  expect(await list('')).toEqual(ids);
  expect(await list('state=ready')).toEqual([ids[1]]);
  expect((await knowledge.call('get', `/v1/knowledge-bases/${baseId}/documents?state=deleting`)).status).toBe(400);
});

it('tells why a document cannot be made searchable', async () => {
  const { id } = await uploaded('scan.txt', 'scan');
  const held = await claim(id);
  await api.database.asTenant(tenant.tenantId, (scope) =>
    changeClaimedDocument(scope, held, { state: 'needs_ocr', stateReason: 'needs_ocr' }),
  );
  const { body } = await knowledge.call('get', `/v1/documents/${id}`);
  expect([body.state, body.error.code]).toEqual(['needs_ocr', 'needs_ocr']);
  expect(body.error.message.length).toBeGreaterThan(20);
});

it('renames a document and replaces what is known of it', async () => {
  const { id } = await uploaded('a.txt', 'a');
  const { body } = await knowledge.call('patch', `/v1/documents/${id}`, { body: { name: 'Menu', metadata: { lang: ['fr', 'en'] } } });
  expect(body).toMatchObject({ name: 'Menu', metadata: { lang: ['fr', 'en'] }, state: 'queued' });
});

describe('while a worker is at it', () => {
  it.each<[string, (id: string) => Promise<unknown>]>([
    ['new content', (id) => knowledge.call('put', `/v1/documents/${id}/content`, { file: textFile('a.txt', 'new') })],
    ['another go', (id) => knowledge.call('post', `/v1/documents/${id}/reindex`)],
    ['a deletion', (id) => knowledge.call('delete', `/v1/documents/${id}`)],
    ['the end of the knowledge base', () => knowledge.call('delete', `/v1/knowledge-bases/${baseId}`)],
  ])('%s takes the document from it', async (_name, change) => {
    const { id } = await uploaded('a.txt', 'old');
    const held = await claim(id);
    await writeAs(held);
    await change(id);
    await expect(writeAs(held)).rejects.toBeInstanceOf(DocumentClaimLost);
    expect(await knowledge.row(id)).toMatchObject({ stage: null, plannedChunks: null, draftKey: null, claimedUntil: null });
  });
});

it('what was published answers until new content is ready', async () => {
  const { id } = await uploaded('hours.txt', 'We open at nine');
  await publishPassages(api, tenant, id, ['We open at nine']);
  const { body } = await knowledge.call('put', `/v1/documents/${id}/content`, { file: textFile('hours.txt', 'We open at ten') });
  expect(body).toMatchObject({ id, state: 'queued', version: 1, isSearchable: true, isUnchanged: false });
  expect(await findByWords(api, tenant, baseId, 'open nine')).toHaveLength(1);
});

it('a web page is fetched again when it is indexed anew; its old copy goes', async () => {
  const { id } = (await link({ url: 'https://example.com/menu' })).body;
  const objectPath = `documents/${id}/copy`;
  await api.store.write(tenant.tenantId, objectPath, Buffer.from('<p>Menu'), { contentType: 'text/html' });
  const held = await claim(id);
  await api.database.asTenant(tenant.tenantId, (scope) =>
    changeClaimedDocument(scope, held, { objectPath, state: 'ready', claimedUntil: null }),
  );
  expect((await knowledge.call('post', `/v1/documents/${id}/reindex`)).body.state).toBe('queued');
  expect((await knowledge.row(id))?.objectPath).toBeNull();
  expect(await knowledge.objects()).toEqual([]);
});

it('answers nothing of a document once its deletion is answered', async () => {
  const { id } = await uploaded('hours.txt', 'open');
  await publishPassages(api, tenant, id, ['We open at nine', 'We close at seven']);
  expect(await findByWords(api, tenant, baseId, 'open')).toHaveLength(1);
  expect((await knowledge.call('get', `/v1/knowledge-bases/${baseId}`)).body).toMatchObject({ chunkCount: 2, documents: { ready: 1 } });
  expect((await knowledge.call('delete', `/v1/documents/${id}`)).status).toBe(204);
  expect(await findByWords(api, tenant, baseId, 'open')).toEqual([]);
  expect((await knowledge.call('get', `/v1/knowledge-bases/${baseId}`)).body).toMatchObject({ chunkCount: 0, documents: { ready: 0 } });
  const chunks = await api.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
    sql.selectFrom('knowledgeChunks').where('tenantId', '=', tenantId).select('id').execute(),
  );
  expect(chunks).toEqual([]);
  const gone = [
    await knowledge.call('get', `/v1/documents/${id}`),
    await knowledge.call('patch', `/v1/documents/${id}`, { body: { name: 'Back' } }),
    await knowledge.call('put', `/v1/documents/${id}/content`, { file: textFile('a.txt', 'back') }),
    await knowledge.call('post', `/v1/documents/${id}/reindex`),
    await knowledge.call('delete', `/v1/documents/${id}`),
  ];
  expect(gone.map(({ status }) => status)).toEqual(gone.map(() => 404));
  expect((await knowledge.call('get', `/v1/knowledge-bases/${baseId}/documents`)).body.items).toEqual([]);
  expect((await knowledge.row(id))?.state).toBe('deleting'); // the worker removes its object and then its row
});

it('every change of a document is in the audit log', async () => {
  const { id } = await uploaded('a.txt', 'a');
  await knowledge.call('patch', `/v1/documents/${id}`, { body: { name: 'b' } });
  await knowledge.call('put', `/v1/documents/${id}/content`, { file: textFile('a.txt', 'b') });
  await knowledge.call('post', `/v1/documents/${id}/reindex`);
  await knowledge.call('delete', `/v1/documents/${id}`);
  const entries = await api.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
    sql.selectFrom('auditLog').where('tenantId', '=', tenantId).where('subjectId', '=', id).select('action').orderBy('id').execute(),
  );
  expect(entries.map(({ action }) => action)).toEqual([
    'document.created',
    'document.changed',
    'document.content_replaced',
    'document.reindexed',
    'document.deleted',
  ]);
});
