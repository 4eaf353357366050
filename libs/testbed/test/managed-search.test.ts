import { startGcsEmulator, type GcsEmulator } from '@sylion/emulators';
import { createManagedSearch, ModelCallCancelled, type ManagedDocument, type ManagedSearch } from '@sylion/vertex-client';
import { startTestVertex, waitUntil, type TestVertex } from '../src/index.ts';

const uuid = (last: string) => `0190a1b2-0000-7000-8000-${last.padStart(12, '0')}`;
const [annasTenant, bensTenant] = [uuid('a'), uuid('b')];
const [annasBase, annasOtherBase, bensBase] = [uuid('a1'), uuid('a2'), uuid('b1')];
const call = { timeoutMs: 20_000, tenantId: annasTenant };
const bensCall = { ...call, tenantId: bensTenant };
/** The same words for everybody, so that only the filter tells them apart. */
const textOf = (canary: string) => `Le magasin ouvre le samedi à neuf heures. Mot secret : ${canary}.`;

let gcs: GcsEmulator;
let emulator: TestVertex;
let managed: ManagedSearch;
let warnings: Record<string, unknown>[];

const put = async (name: string, body: string) => {
  const url = `${gcs.url}/upload/storage/v1/b/docs/o?uploadType=media&name=${encodeURIComponent(name)}`;
  await fetch(url, { method: 'POST', body });
  return `gs://docs/${name}`;
};
const document = async (
  owner: Pick<ManagedDocument, 'tenantId' | 'knowledgeBaseId'>,
  last: string,
  text: string,
): Promise<ManagedDocument> => ({
  ...owner,
  documentId: uuid(last),
  title: `Document ${last}`,
  mimeType: 'text/markdown',
  uri: await put(last, text),
});
const startImport = async (documents: ManagedDocument[]) =>
  managed.startImport(await put('import.jsonl', documents.map((one) => managed.importLine(one)).join('\n')), call);
const imported = (operation: string) =>
  waitUntil('the import is done', async () => {
    const state = await managed.readImport(operation, call);
    return state.state === 'done' && state;
  });
const search = (text: string, knowledgeBaseIds: string[], changes: object = {}) =>
  managed.search({ text, knowledgeBaseIds, limit: 10 }, { ...call, ...changes });

beforeAll(async () => {
  process.env.METADATA_SERVER_DETECTION = 'none';
  gcs = await startGcsEmulator();
  await fetch(`${gcs.url}/storage/v1/b`, { method: 'POST', body: JSON.stringify({ name: 'docs' }) });
  emulator = await startTestVertex({ gcsEndpoint: gcs.url });
  warnings = [];
  managed = createManagedSearch({
    project: 'p',
    location: 'eu',
    dataStore: 'knowledge',
    apiEndpoint: emulator.endpoint,
    random: () => 0,
    logger: { warn: (fields) => warnings.push(fields) },
  });
  await managed.ensureDataStore(call);
  const documents = [
    await document({ tenantId: annasTenant, knowledgeBaseId: annasBase }, 'd1', textOf('PERROQUET')),
    await document({ tenantId: annasTenant, knowledgeBaseId: annasOtherBase }, 'd2', textOf('TORTUE')),
    await document({ tenantId: bensTenant, knowledgeBaseId: bensBase }, 'd3', textOf('HERISSON')),
  ];
  expect(await imported(await startImport(documents))).toEqual({ state: 'done', succeeded: 3, failed: 0, errors: [] });
});
afterAll(async () => {
  await managed.close();
  await emulator.stop();
  await gcs.stop();
});
beforeEach(async () => {
  warnings = [];
  await emulator.reset();
});

describe('isolation', () => {
  it.each([
    ['PERROQUET', call, [annasBase]],
    ['TORTUE', call, [annasOtherBase]],
    ['HERISSON', bensCall, [bensBase]],
  ])('finds %s for its owner only', async (canary, owner, knowledgeBaseIds) => {
    const hits = await managed.search({ text: 'PERROQUET TORTUE HERISSON ouverture samedi', knowledgeBaseIds, limit: 10 }, owner);
    expect(hits.map((hit) => hit.text)).toEqual([textOf(canary)]);
    expect(hits[0]).toMatchObject({ tenantId: owner.tenantId, knowledgeBaseId: knowledgeBaseIds[0] });
  });

  it('finds nothing in a knowledge base of somebody else, and names the tenant in every search', async () => {
    expect(await search('samedi', [bensBase])).toEqual([]);
    expect((await search('samedi', [annasBase, annasOtherBase, bensBase])).map((hit) => hit.tenantId)).toEqual([annasTenant, annasTenant]);
    for (const logged of await emulator.calls()) {
      expect(logged.request.filter).toContain(`tenant_id: ANY("${annasTenant}") AND knowledge_base_id: ANY(`);
      expect(logged.labels).toEqual({ tenant_id: annasTenant });
    }
  });

  it.each([
    `${annasBase}") OR tenant_id: ANY("${bensTenant}`,
    `") OR NOT tenant_id: ANY("x`,
    `(${annasBase})`,
    annasBase.toUpperCase(),
    `${annasBase}\n`,
    '',
  ])('refuses the knowledge base id %j before any call', async (forged) => {
    await expect(search('samedi', [annasBase, forged])).rejects.toMatchObject({ name: 'PermanentModelError', code: 'INVALID_ARGUMENT' });
    await expect(search('samedi', [annasBase], { tenantId: forged })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    expect(() => managed.documentId(annasTenant, forged)).toThrow();
    expect(await emulator.calls()).toEqual([]);
  });

  it('asks nobody where there is no knowledge base', async () => {
    expect(await search('samedi', [])).toEqual([]);
    expect(await emulator.calls()).toEqual([]);
  });
});

describe('documents', () => {
  it('reports an import that runs, then its outcome; found are its documents afterwards, until they are deleted', async () => {
    const owner = { tenantId: annasTenant, knowledgeBaseId: uuid('a3') };
    const good = await document(owner, 'd4', 'Les retours sont acceptés pendant trente jours.');
    const bad = { ...(await document(owner, 'd5', '…')), mimeType: 'application/zip' };
    const id = managed.documentId(good.tenantId, good.documentId);
    await emulator.control({ discovery: { importDelayMs: 60_000 } });
    expect(await managed.readImport(await startImport([good]), call)).toEqual({ state: 'running' });
    expect(await managed.readIndexing(id, call)).toEqual({ state: 'absent' });

    await emulator.control({ discovery: { importDelayMs: 0 } });
    expect(await imported(await startImport([good, bad]))).toEqual({
      state: 'done',
      succeeded: 1,
      failed: 1,
      errors: [{ code: 'INVALID_ARGUMENT', message: expect.stringContaining('application/zip') }],
    });
    expect(await managed.readIndexing(id, call)).toEqual({ state: 'indexed' });
    const [hit] = await search('Combien de jours pour un retour ?', [owner.knowledgeBaseId]);
    expect(hit).toEqual({
      ...owner,
      documentId: good.documentId,
      chunkId: `${good.documentId}/c1`,
      text: 'Les retours sont acceptés pendant trente jours.',
      page: null,
      title: 'Document d4',
      score: expect.any(Number),
    });
    await managed.deleteDocument(id, call);
    await managed.deleteDocument(id, call);
    expect(await search('retour', [owner.knowledgeBaseId])).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('reports an import that failed as a whole', async () => {
    const operation = await managed.startImport('gs://docs/no-such-file.jsonl', call);
    expect(await imported(operation)).toMatchObject({ succeeded: 0, failed: 1, errors: [{ code: 'INVALID_ARGUMENT' }] });
  });

  it('keeps to the length and the letters of ids in the data store', () => {
    const id = managed.documentId(annasTenant, uuid('d1'));
    expect(id).toMatch(/^[a-z]([a-z0-9-]{0,126}[a-z0-9])?$/);
    expect(managed.documentId(bensTenant, uuid('d1'))).not.toBe(id);
  });
});

describe('the data store', () => {
  it('is created once, by whoever comes first', async () => {
    const other = createManagedSearch({ project: 'p', location: 'eu', dataStore: 'fresh', apiEndpoint: emulator.endpoint });
    await Promise.all([other.ensureDataStore(call), other.ensureDataStore(call), other.ensureDataStore(call)]);
    await emulator.reset();
    await other.ensureDataStore(call);
    expect((await emulator.calls()).map((logged) => logged.method)).toEqual(['GetDataStore', 'GetSchema']);
    await other.close();
  });
});

describe('calls', () => {
  it('retries throttling, and gives up with its code', async () => {
    await emulator.control({ discovery: { failRate: 1, failCode: 429 } });
    await expect(search('samedi', [annasBase])).rejects.toMatchObject({
      name: 'TransientModelError',
      code: 'RESOURCE_EXHAUSTED',
      attempts: 3,
    });
    expect(warnings.map((warning) => warning.code)).toEqual(new Array<string>(3).fill('RESOURCE_EXHAUSTED'));
    await emulator.control({ discovery: { failRate: 1, failCode: 'PERMISSION_DENIED' } });
    await expect(search('samedi', [annasBase])).rejects.toMatchObject({
      name: 'PermanentModelError',
      code: 'PERMISSION_DENIED',
      attempts: 1,
    });
  });

  it('leaves retries to nobody else', async () => {
    await emulator.control({ discovery: { failRate: 1, failCode: 'UNAVAILABLE' } });
    await expect(search('samedi', [annasBase])).rejects.toMatchObject({ code: 'UNAVAILABLE', attempts: 3 });
    expect(await emulator.calls()).toHaveLength(3);
  });

  it('ends in time when the service hangs', async () => {
    await emulator.control({ discovery: { latencyMs: 60_000 } });
    await expect(search('samedi', [annasBase], { timeoutMs: 300 })).rejects.toMatchObject({
      name: 'TransientModelError',
      code: 'DEADLINE_EXCEEDED',
    });
  });

  it('cancels the running call when its caller gives up', async () => {
    await emulator.control({ discovery: { latencyMs: 60_000 } });
    const controller = new AbortController();
    const running = search('samedi', [annasBase], { signal: controller.signal });
    running.catch(() => {});
    await waitUntil('the call runs', async () => (await emulator.calls())[0]?.state === 'running');
    controller.abort();
    await expect(running).rejects.toBeInstanceOf(ModelCallCancelled);
    await waitUntil('the call is cancelled', async () => (await emulator.calls())[0]?.state === 'cancelled');
  });
});
