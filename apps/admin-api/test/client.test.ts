import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { AdminProblem, createAdminClient, type AdminClient, type TenantEvent } from '@sylion/admin-client';
import { newId } from '@sylion/schemas';

import { openTheDay } from './client-example.ts';
import { createTenantByApi, platformKey, startTestApi, writeInbound, type TestApi, type TestTenant } from './harness.ts';

let api: TestApi;
let tenant: TestTenant;
let admin: AdminClient;

beforeAll(async () => {
  api = await startTestApi();
  tenant = await createTenantByApi(api);
  admin = createAdminClient({ url: api.url, key: tenant.keys.owner });
});
afterAll(() => api.stop());

/** Does not wait, and loses connections where it is told to. */
const clientThatLoses = (lose: (request: Request, response: Response) => Response): AdminClient =>
  createAdminClient({
    url: api.url,
    key: tenant.keys.owner,
    fetch: async (request) => lose(request, await fetch(request)),
    patience: { wait: async () => undefined },
  });

it('what is done, but not heard of, is not done twice', async () => {
  let losses = 0;
  const unlucky = clientThatLoses((_request, response) => {
    if ((losses += 1) < 3) throw new TypeError('fetch failed');
    return response;
  });
  const name = `Once ${newId()}`;
  const { id } = await unlucky.post('/v1/assistants', { body: { name } });
  const called = (await Array.fromAsync(admin.list('/v1/assistants'))).filter((assistant) => assistant.name === name);
  expect([losses, called.map((assistant) => assistant.id)]).toEqual([3, [id]]);
});

it('a list is every item once, over pages', async () => {
  const made = await Promise.all([1, 2, 3].map((number) => admin.post('/v1/knowledge-bases', { body: { name: `Shelf ${number}` } })));
  const seen = (await Array.fromAsync(admin.list('/v1/knowledge-bases', { query: { limit: 2 } }))).map(({ id }) => id);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toEqual(expect.arrayContaining(made.map(({ id }) => id)));
});

it('of those who update at once, nobody’s change is lost', async () => {
  const call = { path: { id: tenant.assistantId } };
  const words = ['one', 'two', 'three'];
  await Promise.all(
    words.map((word) => admin.update('/v1/assistants/{id}', call, ({ instructions }) => ({ instructions: `${instructions} ${word}` }))),
  );
  const { instructions } = await admin.get('/v1/assistants/{id}', call);
  expect(words.filter((word) => instructions.includes(word))).toEqual(words);
});

it('events come each once, though every connection is lost after its first', async () => {
  const unlucky = clientThatLoses((_request, response) => new Response(firstEventOf(response), response));
  const start = (await Array.fromAsync({ length: 3 }, () => writeInbound(api, tenant))).sort();
  const seen: TenantEvent[] = [];
  for await (const event of unlucky.events({ query: { kinds: 'message.received' }, lastEventId: '0' })) {
    seen.push(event);
    if (start.every((id) => seen.some(({ data }) => data['conversationId'] === id))) break;
  }
  expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
});

it('the platform acts in the tenant that it names, and is told of a refusal what everybody is told', async () => {
  const platform = createAdminClient({ url: api.url, key: platformKey, tenantId: tenant.tenantId });
  expect((await platform.get('/v1/assistants/{id}', { path: { id: tenant.assistantId } })).id).toBe(tenant.assistantId);
  const refusal: unknown = await platform
    .post('/v1/tenants', { body: { slug: tenant.slug, name: 'Copy' }, headers: { 'X-Request-Id': 'trace-42' } })
    .catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(AdminProblem);
  expect(refusal).toMatchObject({ status: 409, code: 'already_exists', requestId: 'trace-42' });
});

it('a download is what the API sends', async () => {
  const csv = await new Response(await admin.download('/v1/usage/records.csv')).text();
  expect(csv).toBe((await api.call('get', '/v1/usage/records.csv', { key: tenant.keys.owner })).text);
});

it('docs/admin-api.md shows the example that is run here', async () => {
  const page = await fs.readFile(path.join(import.meta.dirname, '../../../docs/admin-api.md'), 'utf8');
  expect(page).toContain(`\`\`\`ts\n${await fs.readFile(path.join(import.meta.dirname, 'client-example.ts'), 'utf8')}\`\`\``);

  const conversationId = await writeInbound(api, tenant, { displayName: 'Zoé' });
  await admin.post('/v1/conversations/{id}/take-over', { path: { id: conversationId } });
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'handbook-'));
  const handbook = path.join(folder, 'handbook.md');
  await fs.writeFile(handbook, '# Hours\n\nOpen on Sunday.\n'.repeat(50_000));
  expect(await openTheDay(api.url, tenant.keys.owner, handbook)).toEqual(['Zoé']);
  await fs.rm(folder, { recursive: true });

  const [base] = (await Array.fromAsync(admin.list('/v1/knowledge-bases'))).filter(({ name }) => name === 'Handbook');
  const { items: documents } = await admin.get('/v1/knowledge-bases/{id}/documents', { path: { id: base?.id ?? '' } });
  expect(documents).toMatchObject([{ name: 'handbook.md', sizeBytes: 1_250_000 }]);
  const { items: messages } = await admin.get('/v1/conversations/{id}/messages', { path: { id: conversationId } });
  expect(messages.at(-1)).toMatchObject({ author: 'human', content: { text: 'We are here for you.' } });
});

/** The stream up to its first event, and then nothing more. */
function firstEventOf({ body }: Response): ReadableStream<Uint8Array> {
  const decoder = new TextDecoder();
  let told = '';
  return (body as ReadableStream<Uint8Array>).pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, controller) => {
        told += decoder.decode(piece, { stream: true });
        const end = told.indexOf('\n\n', told.indexOf('data:')) + 2;
        if (!told.includes('data:') || end < 2) return;
        controller.enqueue(new TextEncoder().encode(told.slice(0, end)));
        controller.terminate();
      },
    }),
  );
}
