import { credentials, status } from '@grpc/grpc-js';
import { startGcsEmulator, type GcsEmulator } from '../src/gcs/start-gcs-emulator.ts';
import { fromProtobufStruct, toProtobufStruct } from '../src/vertex/protobuf-value.ts';
import { startVertexEmulator, type VertexEmulator } from '../src/vertex/start-vertex-emulator.ts';
import type { ProtobufStruct } from '../src/vertex/vertex-messages.ts';

/** What these tests use of the official clients; their own types weigh many megabytes. */
interface StartedOperation {
  name: string;
  promise(): Promise<[{ errorSamples: { code: number; message: string }[] }, { successCount: unknown; failureCount: unknown }]>;
}
interface OfficialClient {
  createDataStore(request: object): Promise<[StartedOperation]>;
  getDataStore(request: object): Promise<[{ documentProcessingConfig: object | null }]>;
  getSchema(request: object): Promise<[{ structSchema: ProtobufStruct }]>;
  updateSchema(request: object): Promise<[StartedOperation]>;
  importDocuments(request: object): Promise<[StartedOperation]>;
  checkImportDocumentsProgress(name: string): Promise<{ done: boolean }>;
  getDocument(request: object): Promise<[{ indexTime: object | null; structData: ProtobufStruct }]>;
  deleteDocument(request: object): Promise<unknown>;
  search(request: object, options?: object): Promise<[{ chunk: Chunk }[]]>;
  close(): Promise<void>;
}
interface Chunk {
  id: string;
  name: string;
  content: string;
  relevanceScore: number;
  pageSpan: { pageStart: number } | null;
  documentMetadata: { title: string; uri: string; structData: ProtobufStruct };
}

const collection = 'projects/p/locations/eu/collections/default_collection';
const store = `${collection}/dataStores/shop`;
const branch = `${store}/branches/default_branch`;
const schemaName = `${store}/schemas/default_schema`;
const clientFiles = {
  DataStoreServiceClient: 'data_store_service_client',
  SchemaServiceClient: 'schema_service_client',
  DocumentServiceClient: 'document_service_client',
  SearchServiceClient: 'search_service_client',
};

let gcs: GcsEmulator;
let emulator: VertexEmulator;
const clients = {} as Record<keyof typeof clientFiles, OfficialClient>;

const put = async (name: string, body: string | Buffer<ArrayBuffer>) => {
  const url = `${gcs.url}/upload/storage/v1/b/docs/o?uploadType=media&name=${encodeURIComponent(name)}`;
  expect((await fetch(url, { method: 'POST', body })).status).toBe(200);
  return `gs://docs/${name}`;
};
const control = (settings: object) =>
  fetch(`${emulator.controlUrl}/_control`, {
    method: 'POST',
    body: JSON.stringify(settings),
    headers: { 'content-type': 'application/json' },
  });
const line = (id: string, structData: object, mimeType: string, uri: string) =>
  JSON.stringify({ id, structData, content: { mimeType, uri } });
const startImport = async (lines: string[]) => {
  const uri = await put('metadata.jsonl', lines.join('\n'));
  const request = { parent: branch, gcsSource: { inputUris: [uri], dataSchema: 'document' }, reconciliationMode: 'INCREMENTAL' };
  return (await clients.DocumentServiceClient.importDocuments(request))[0];
};
const search = async (query: string, filter = '', changes: object = {}) => {
  const [results] = await clients.SearchServiceClient.search(
    {
      servingConfig: `${store}/servingConfigs/default_search`,
      query,
      filter,
      contentSearchSpec: { searchResultMode: 'CHUNKS' },
      ...changes,
    },
    { autoPaginate: false },
  );
  return results.map(({ chunk }) => chunk);
};

beforeAll(async () => {
  process.env.METADATA_SERVER_DETECTION = 'none';
  gcs = await startGcsEmulator();
  await fetch(`${gcs.url}/storage/v1/b`, { method: 'POST', body: JSON.stringify({ name: 'docs' }) });
  emulator = await startVertexEmulator({ gcsEndpoint: gcs.url });
  const [host, port] = emulator.endpoint.split(':');
  for (const [className, file] of Object.entries(clientFiles) as [keyof typeof clientFiles, string][]) {
    const module = (await import(`@google-cloud/discoveryengine/build/src/v1/${file}.js`)) as {
      default: Record<string, new (options: object) => OfficialClient>;
    };
    const Client = module.default[className];
    if (!Client) throw new Error(`no ${className}`);
    clients[className] = new Client({ apiEndpoint: host, port: Number(port), sslCreds: credentials.createInsecure(), projectId: 'p' });
  }
  const [creation] = await clients.DataStoreServiceClient.createDataStore({
    parent: collection,
    dataStoreId: 'shop',
    dataStore: {
      displayName: 'Shop',
      contentConfig: 'CONTENT_REQUIRED',
      documentProcessingConfig: { chunkingConfig: { layoutBasedChunkingConfig: { chunkSize: 100 } } },
    },
  });
  await creation.promise();
  const structSchema = toProtobufStruct({
    type: 'object',
    properties: { owner: { type: 'string', indexable: true, retrievable: true }, note: { type: 'string' } },
  });
  const [update] = await clients.SchemaServiceClient.updateSchema({ schema: { name: schemaName, structSchema } });
  await update.promise();
});

afterAll(async () => {
  await Promise.all(Object.values(clients).map((client) => client.close()));
  await emulator.stop();
  await gcs.stop();
});

beforeEach(async () => {
  await fetch(`${emulator.controlUrl}/_control`, { method: 'DELETE' });
});

it('imports documents and finds their passages, of everybody when there is no filter', async () => {
  const operation = await startImport([
    line('a1', { owner: 'anna', title: 'Opening' }, 'text/plain', await put('a1', 'Le magasin ouvre à neuf heures le samedi.')),
    line(
      'b1',
      { owner: 'ben', title: 'Ouverture' },
      'text/html',
      await put('b1', '<h1>Horaires</h1><p>Le magasin de Ben ouvre &agrave; midi.</p>'),
    ),
  ]);
  const [response, metadata] = await operation.promise();
  expect(response.errorSamples).toEqual([]);
  expect([String(metadata.successCount), String(metadata.failureCount)]).toEqual(['2', '0']);

  const everybody = await search('Quand ouvre le magasin le samedi ?');
  expect(everybody.map((chunk) => fromProtobufStruct(chunk.documentMetadata.structData).owner)).toEqual(['anna', 'ben']);
  expect(everybody[0]).toMatchObject({ content: 'Le magasin ouvre à neuf heures le samedi.', documentMetadata: { title: 'Opening' } });
  expect(everybody[0]?.name).toContain('/documents/a1/chunks/c1');
  const anna = await search('Quand ouvre le magasin ?', 'owner: ANY("anna")');
  expect(anna.map((chunk) => chunk.documentMetadata.title)).toEqual(['Opening']);
});

it.each([
  ['owner: ANY("anna","ben")', ['a1', 'b1']],
  ['owner:ANY("anna") OR owner: ANY("ben")', ['a1', 'b1']],
  ['NOT owner: ANY("anna")', ['b1']],
  ['-owner: ANY("ben") AND (owner: ANY("anna") OR owner: ANY("ben"))', ['a1']],
  ['owner: ANY("anna") AND owner: ANY("ben")', []],
  ['owner: ANY("a\\"b")', []],
])('filters by %s', async (filter, expected) => {
  const found = (await search('magasin', filter)).map((chunk) => /documents\/([ab]1)/.exec(chunk.name)?.[1]);
  expect(found.sort()).toEqual(expected);
});

it.each([
  'stranger: ANY("x")',
  'note: ANY("x")',
  'owner: ANY()',
  'owner: ANY("a"',
  'owner = "a"',
  'owner: ANY("a") owner: ANY("b")',
  'owner: ANY("a") AND owner: ANY("b") OR owner: ANY("c")',
  'owner: ANY("a") AND',
])('refuses the filter %s', async (filter) => {
  await expect(search('x', filter)).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
});

it('finds a document only after its import is done, and no more after its deletion', async () => {
  await control({ discovery: { importDelayMs: 60_000 } });
  const slow = await startImport([line('slow', { owner: 'sam' }, 'text/plain', await put('slow', 'Une tortue.'))]);
  expect(await clients.DocumentServiceClient.checkImportDocumentsProgress(slow.name)).toMatchObject({ done: false });
  await expect(clients.DocumentServiceClient.getDocument({ name: `${branch}/documents/slow` })).rejects.toMatchObject({
    code: status.NOT_FOUND,
  });
  expect(await search('tortue', 'owner: ANY("sam")')).toEqual([]);

  await control({ discovery: { importDelayMs: 0 } });
  await (await startImport([line('quick', { owner: 'sam' }, 'text/plain', 'gs://docs/slow')])).promise();
  const [document] = await clients.DocumentServiceClient.getDocument({ name: `${branch}/documents/quick` });
  expect(document.indexTime).toBeTruthy();
  expect(await search('tortue', 'owner: ANY("sam")')).toHaveLength(1);
  await clients.DocumentServiceClient.deleteDocument({ name: `${branch}/documents/quick` });
  expect(await search('tortue', 'owner: ANY("sam")')).toEqual([]);
  await expect(clients.DocumentServiceClient.deleteDocument({ name: `${branch}/documents/quick` })).rejects.toMatchObject({
    code: status.NOT_FOUND,
  });
});

it('reads pages of simple PDFs, and samples what it cannot read', async () => {
  const page = (text: string) => `<<>>\nstream\nBT /F1 12 Tf [<${Buffer.from(text, 'latin1').toString('hex')}> 0] TJ ET\nendstream\n`;
  const [response, metadata] = await (
    await startImport([
      line(
        'pdf',
        { owner: 'pia' },
        'application/pdf',
        await put('pdf', Buffer.from(page('Conditions') + page('Remboursé sous dix jours'), 'latin1')),
      ),
      line('scan', { owner: 'pia' }, 'application/pdf', await put('scan', '%PDF-1.7 nothing but pictures')),
      line('sheet', { owner: 'pia' }, 'text/csv', await put('sheet', 'a,b')),
      line('gone', { owner: 'pia' }, 'text/plain', 'gs://docs/gone'),
      'no JSON',
    ])
  ).promise();
  expect([String(metadata.successCount), String(metadata.failureCount)]).toEqual(['1', '4']);
  expect(response.errorSamples.map(({ code }) => code)).toEqual(new Array<number>(4).fill(status.INVALID_ARGUMENT));
  const [best] = await search('Quand suis-je remboursé ?', 'owner: ANY("pia")');
  expect(best).toMatchObject({ content: 'Remboursé sous dix jours', pageSpan: { pageStart: 2 } });
});

it('cuts long documents into passages, and returns no more than asked for', async () => {
  const text = Array.from({ length: 20 }, (_, index) => `Paragraphe ${index} ${'mot '.repeat(40)}`).join('\n\n');
  await (await startImport([line('long', { owner: 'lea' }, 'text/plain', await put('long', text))])).promise();
  const found = await search('paragraphe', 'owner: ANY("lea")');
  expect(found.length).toBeGreaterThan(5);
  expect(Math.max(...found.map((chunk) => chunk.content.length))).toBeLessThanOrEqual(400);
  expect(await search('paragraphe', 'owner: ANY("lea")', { pageSize: 3 })).toHaveLength(3);
});

it('refuses what the real service refuses', async () => {
  await expect(search('x', '', { contentSearchSpec: undefined })).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
  await expect(search('x', '', { servingConfig: `${collection}/dataStores/none/servingConfigs/default_search` })).rejects.toMatchObject({
    code: status.NOT_FOUND,
  });
  const again = clients.DataStoreServiceClient.createDataStore({
    parent: collection,
    dataStoreId: 'shop',
    dataStore: { displayName: 'x' },
  });
  await expect(again).rejects.toMatchObject({ code: status.ALREADY_EXISTS });
});

it('fails calls as it is told, apart from the models, and logs every one', async () => {
  await fetch(`${emulator.controlUrl}/_log`, { method: 'DELETE' });
  expect(await (await control({ discovery: { failRate: 1, failCode: 429 } })).json()).toMatchObject({
    failRate: 0,
    discovery: { importDelayMs: 0, failRate: 1, failCode: 'RESOURCE_EXHAUSTED' },
  });
  await expect(search('x', 'owner: ANY("a")')).rejects.toMatchObject({ code: status.RESOURCE_EXHAUSTED });
  expect((await control({ discovery: { failrate: 1 } })).status).toBe(400);
  const log = (await (await fetch(`${emulator.controlUrl}/_log`)).json()) as object[];
  expect(log).toMatchObject([{ method: 'Search', state: 'error', request: { query: 'x', filter: 'owner: ANY("a")' } }]);
});
