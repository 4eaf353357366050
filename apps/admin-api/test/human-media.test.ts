import { withClient } from '@sylion/testbed';

import { createTenantByApi, startTestApi, writeInbound, type TestApi, type TestCall, type TestTenant } from './harness.ts';

let api: TestApi;
let tenant: TestTenant;
let path: string;

beforeAll(async () => {
  api = await startTestApi();
  tenant = await createTenantByApi(api);
});
beforeEach(async () => {
  path = `/v1/conversations/${await writeInbound(api, tenant)}`;
  await call('post', `${path}/take-over`);
});
afterAll(() => api.stop());

const call = (method: 'get' | 'post', url: string, sent: TestCall = {}) => api.call(method, url, { key: tenant.keys.agent, ...sent });
const photo = { name: 'menu du jour.jpg', content: Buffer.from('a photo'), mimeType: 'image/jpeg' };
const send = (sent: TestCall = { file: photo }) => call('post', `${path}/media`, sent);
const messages = async () => (await call('get', `${path}/messages`)).body.items;
const hasObjects = async () => (await api.store.removePrefix(tenant.tenantId, `media/${path.split('/').at(-1)}`)) > 0;

it('a human’s file waits in the outbox under its caption, is shown with the message, and can be fetched', async () => {
  const quoted = (await messages())[0].id;
  const { status, body } = await send({ file: photo, body: { caption: 'La carte', replyTo: quoted } });
  expect([status, body.state]).toEqual([201, 'queued']);
  expect((await messages()).at(-1)).toMatchObject({
    id: body.id,
    seq: body.seq,
    author: 'human',
    kind: 'image',
    content: { kind: 'image', caption: 'La carte' },
    media: { state: 'ready', mimeType: 'image/jpeg', filename: 'menu du jour.jpg', sizeBytes: 7 },
  });
  const file = await fetch(`${api.url}/v1/messages/${body.id}/media`, { headers: { authorization: `Bearer ${tenant.keys.agent}` } });
  expect(await file.text()).toBe('a photo');
});

it.each<[string, TestCall, number, string]>([
  ['a type that WhatsApp does not take', { file: { ...photo, mimeType: 'image/svg+xml' } }, 415, 'unsupported_media_type'],
  ['more bytes than it takes', { file: { ...photo, content: Buffer.alloc(5 * 1_024 * 1_024 + 1) } }, 413, 'too_large'],
  ['words below a recording', { file: { ...photo, mimeType: 'audio/ogg' }, body: { caption: 'Bonjour' } }, 400, 'invalid_request'],
  ['a quote of nothing', { file: photo, body: { replyTo: '018f0000-0000-7000-8000-000000000000' } }, 404, 'not_found'],
  ['no form', { body: {} }, 415, 'unsupported_media_type'],
])('%s is refused, and nothing is kept of it', async (_name, sent, status, code) => {
  const refused = await send(sent);
  expect([refused.status, refused.body.code]).toEqual([status, code]);
  expect([await messages(), await hasObjects()]).toEqual([[expect.objectContaining({ direction: 'inbound' })], false]);
});

it('nobody sends a file who may not write: the assistant has the conversation, the window is closed, the provider takes none', async () => {
  const [conversationId, superuser] = [path.split('/').at(-1), api.superuserUrl];
  const afterwards = async (statement: string) => {
    await withClient(superuser, (client) => client.query(statement, [conversationId]));
    return (await send()).body.code as string;
  };
  const provider = (name: string) =>
    `update channels set provider = '${name}' where id = (select channel_id from conversations where id = $1)`;
  expect(await afterwards(provider('twilio'))).toBe('wrong_provider');
  await withClient(superuser, (client) => client.query(provider('meta'), [conversationId]));
  expect(await afterwards(`update conversations set last_inbound_at = now() - interval '25 hours' where id = $1`)).toBe(
    'service_window_closed',
  );
  await call('post', `${path}/hand-back`);
  expect((await send()).body.code).toBe('not_taken_over');
  expect(await hasObjects()).toBe(false);
});
