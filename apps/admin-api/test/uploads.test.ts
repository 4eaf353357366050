import { createHash } from 'node:crypto';
import http from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';

import { documentIngests } from '@sylion/schemas';
import { waitUntil } from '@sylion/testbed';

import { createTenantByApi, startTestApi, type TestApi, type TestTenant } from './harness.ts';
import { knowledgeOf, textFile } from './knowledge-harness.ts';

const mebibyte = 1024 * 1024;
const maxBytes = 40 * mebibyte;
let api: TestApi;
let tenant: TestTenant;
let knowledge: ReturnType<typeof knowledgeOf>;
let baseId: string;

beforeAll(async () => {
  api = await startTestApi({ UPLOAD_MAX_BYTES: String(maxBytes) });
});
afterAll(() => api.stop());
beforeEach(async () => {
  tenant = await createTenantByApi(api);
  knowledge = knowledgeOf(api, tenant);
  baseId = await knowledge.createBase();
  await fetch(`${api.gcsUrl}/_log`, { method: 'DELETE' });
});

const documents = async () => (await knowledge.call('get', `/v1/knowledge-bases/${baseId}/documents`)).body.items;
const boundary = 'the-boundary';
const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="menu.pdf"\r\ncontent-type: application/pdf\r\n\r\n`;
const tail = `\r\n--${boundary}--\r\n`;

/** A form without a known length, as a program that streams sends it. */
function openUpload(): { request: http.ClientRequest; answered: Promise<{ status: number; body: { code?: string } }> } {
  const request = http.request(`${api.url}/v1/knowledge-bases/${baseId}/documents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tenant.keys.admin}`, 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
  const answered = new Promise<{ status: number; body: object }>((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      buffer(response).then((bytes) => resolve({ status: response.statusCode ?? 0, body: JSON.parse(bytes.toString()) as object }), reject);
    });
  });
  return { request, answered };
}

const hasStoredPart = async (): Promise<boolean> => {
  const log = (await (await fetch(`${api.gcsUrl}/_log`)).json()) as { method: string; path: string }[];
  return log.some(({ method, path }) => method === 'PUT' && path.includes('uploadType=resumable'));
};

it('keeps a file with its name, size and hash, and nudges the worker once it is complete', async () => {
  const before = await api.queues.depth(documentIngests);
  const text = 'Croissants à 1,20 €';
  const { status, body } = await knowledge.upload(baseId, textFile('Menü été.txt', text), { metadata: { season: 'été\0' } });
  expect([status, body]).toMatchObject([
    201,
    {
      name: 'Menü été.txt',
      mimeType: 'text/plain',
      source: { kind: 'upload', uri: null },
      sizeBytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
      metadata: { season: 'été\uFFFD' },
      state: 'queued',
      isUnchanged: false,
    },
  ]);
  const objectPath = (await knowledge.row(body.id))?.objectPath ?? '';
  expect(objectPath).toMatch(new RegExp(`^documents/${body.id}/[0-9a-f-]{36}$`));
  expect((await buffer(api.store.read(tenant.tenantId, objectPath))).toString()).toBe(text);
  expect(await api.queues.depth(documentIngests)).toBe(before + 1);
});

it('streams: the first parts of 30 MB lie in the object store while the rest is not sent yet', async () => {
  const { request, answered } = openUpload();
  const hash = createHash('sha256');
  async function* form() {
    yield Buffer.from(head);
    for (let index = 0; index < 120; index += 1) {
      const chunk = Buffer.alloc(mebibyte / 4, index);
      hash.update(chunk);
      if (index === 80) await waitUntil('a part has gone on', hasStoredPart);
      yield chunk;
    }
    yield Buffer.from(tail);
  }
  Readable.from(form()).pipe(request);
  const { status, body } = await answered;
  expect([status, body]).toMatchObject([201, { name: 'menu.pdf', sizeBytes: 30 * mebibyte, sha256: hash.digest('hex') }]);
});

it('leaves nothing of an upload that is broken off', async () => {
  const { request, answered } = openUpload();
  request.write(head);
  request.write(Buffer.alloc(9 * mebibyte, 1)); // more than one part of it has gone on to the object store
  await waitUntil('a part has gone on', hasStoredPart);
  request.destroy();
  await expect(answered).rejects.toThrow();
  expect(await documents()).toEqual([]);
  expect(await knowledge.objects()).toEqual([]);
  const { status } = await knowledge.upload(baseId, textFile('next.txt', 'next'));
  expect(status).toBe(201);
});

it.each<[string, string, string, string]>([
  ['that ends before its boundary', `${head}half of it`, 'invalid_form', ''],
  ['without a file', `--${boundary}\r\ncontent-disposition: form-data; name="name"\r\n\r\nMenu${tail}`, 'invalid_request', 'file'],
  [
    'without a file’s name',
    `${head.replace('; filename="menu.pdf"', '').replace('application/pdf', 'application/octet-stream')}x${tail}`,
    'invalid_request',
    'name',
  ],
  ['with two files', `${head}one\r\n${head}two${tail}`, 'invalid_request', 'file'],
  ['with a file of another name', `${head.replace('name="file"', 'name="picture"')}x${tail}`, 'invalid_request', 'picture'],
  [
    'with metadata that are no JSON',
    `${head}x\r\n--${boundary}\r\ncontent-disposition: form-data; name="metadata"\r\n\r\n{a${tail}`,
    'invalid_request',
    'metadata',
  ],
])('refuses a form %s, and leaves nothing of it', async (_name, form, code, path) => {
  const { request, answered } = openUpload();
  request.end(form);
  const { status, body } = await answered;
  expect([status, body.code]).toEqual([400, code]);
  if (path !== '') expect(body).toMatchObject({ errors: [{ path }] });
  expect(await documents()).toEqual([]);
  expect(await knowledge.objects()).toEqual([]);
});

it('refuses a file that is too large, and leaves nothing of it', async () => {
  const { request, answered } = openUpload();
  const form = function* () {
    yield Buffer.from(head);
    for (let index = 0; index < 42; index += 1) yield Buffer.alloc(mebibyte);
    yield Buffer.from(tail);
  };
  Readable.from(form()).pipe(request);
  const { status, body } = await answered;
  expect([status, body.code]).toEqual([413, 'too_large']);
  expect(await documents()).toEqual([]);
  expect(await knowledge.objects()).toEqual([]);
});

it('adds the same file under the same name once, also when both come at once', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => knowledge.upload(baseId, textFile('a.txt', 'same'))));
  expect(answers.map(({ status, body }) => [status, body.isUnchanged]).sort()).toEqual([
    [200, true],
    [200, true],
    [201, false],
  ]);
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  expect(await knowledge.objects()).toHaveLength(1);
  expect((await knowledge.upload(baseId, textFile('b.txt', 'same'))).status).toBe(201);
  expect((await knowledge.upload(baseId, textFile('a.txt', 'other'))).status).toBe(201);
});

it('a new version replaces the old object; the same bytes change nothing', async () => {
  const { id } = (await knowledge.upload(baseId, textFile('a.txt', 'old'))).body;
  const replace = (text: string) => knowledge.call('put', `/v1/documents/${id}/content`, { file: textFile('a.txt', text) });
  const before = await api.queues.depth(documentIngests);
  const same = await replace('old');
  expect([same.status, same.body.isUnchanged]).toEqual([200, true]);
  expect(await api.queues.depth(documentIngests)).toBe(before);
  const { body } = await replace('new');
  expect(body).toMatchObject({ id, isUnchanged: false, sizeBytes: 3, state: 'queued' });
  const objects = await knowledge.objects();
  expect(objects).toEqual([`tenants/${tenant.tenantId}/${(await knowledge.row(id))?.objectPath}`]);
});

it('does not take a file for a knowledge base that is gone, or JSON for content', async () => {
  const { id } = (await knowledge.upload(baseId, textFile('a.txt', 'old'))).body;
  expect((await knowledge.call('put', `/v1/documents/${id}/content`, { body: { url: 'https://example.com' } })).status).toBe(415);
  await knowledge.call('delete', `/v1/knowledge-bases/${baseId}`);
  expect((await knowledge.upload(baseId, textFile('b.txt', 'b'))).status).toBe(404);
});
