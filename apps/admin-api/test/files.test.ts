import { markMediaFailed } from '@sylion/database';
import { newId } from '@sylion/schemas';

import { createTenantByApi, startTestApi, writeInbound, type TestApi, type TestTenant } from './harness.ts';
import { writePhoto } from './write-photo.ts';

let api: TestApi;
let tenant: TestTenant;

beforeAll(async () => {
  api = await startTestApi();
  tenant = await createTenantByApi(api);
});
afterAll(() => api.stop());

const download = (path: string, method = 'GET') =>
  fetch(`${api.url}${path}`, { method, headers: { authorization: `Bearer ${tenant.keys.agent}` } });
const inTenant = <Result>(work: Parameters<typeof api.database.asTenant<Result>>[1]) => api.database.asTenant(tenant.tenantId, work);
const photo = Buffer.from(Uint8Array.from({ length: 70_000 }, (_, index) => index % 251));
const messageOf = async (id: string) => {
  const { conversationId } = await inTenant(({ sql, tenantId }) =>
    sql.selectFrom('messages').where('tenantId', '=', tenantId).where('id', '=', id).select('conversationId').executeTakeFirstOrThrow(),
  );
  return (await api.call('get', `/v1/conversations/${conversationId}/messages`, { key: tenant.keys.agent })).body.items[0];
};

describe('the file of a message', () => {
  it('is shown beside the message, and served byte for byte to be saved, never run or kept by a cache', async () => {
    const id = await writePhoto(api, tenant, photo);
    expect(await messageOf(id)).toMatchObject({ id, kind: 'image', media: { state: 'ready', mimeType: 'image/jpeg', sizeBytes: 70_000 } });
    const response = await download(`/v1/messages/${id}/media`);
    expect(Buffer.from(await response.arrayBuffer()).equals(photo)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': '70000',
      'content-disposition': expect.stringMatching(/^attachment/),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    const head = await download(`/v1/messages/${id}/media`, 'HEAD');
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '70000', '']);
  });

  it('is a conflict while it is fetched and when it could not be, and 404 when there is none or its object is gone', async () => {
    const [id, mediaId] = [newId(), newId()];
    const media = { providerMediaId: newId(), mimeType: 'audio/ogg; codecs=opus' };
    await writeInbound(api, tenant, { id, mediaId, kind: 'audio', content: { kind: 'audio', media }, media });
    const answer = async (messageId: string) => {
      const { status, body } = await api.call('get', `/v1/messages/${messageId}/media`, { key: tenant.keys.agent });
      return [status, body.code];
    };
    expect(await answer(id)).toEqual([409, 'media_pending']);
    await inTenant((scope) => markMediaFailed(scope, mediaId, 'gone_at_provider'));
    expect([await answer(id), (await messageOf(id)).media.stateReason]).toEqual([[409, 'media_failed'], 'gone_at_provider']);
    const [textOnly, removed] = [newId(), await writePhoto(api, tenant)];
    await writeInbound(api, tenant, { id: textOnly });
    expect((await messageOf(textOnly)).media).toBeNull();
    await api.store.removePrefix(tenant.tenantId, 'media');
    expect([await answer(textOnly), await answer(removed)]).toEqual([
      [404, 'not_found'],
      [404, 'not_found'],
    ]);
  });
});

it('the file of an uploaded document is what was uploaded; a link has none', async () => {
  const { body: base } = await api.call('post', '/v1/knowledge-bases', { key: tenant.keys.admin, body: { name: 'Menu' } });
  const add = async (sent: object) =>
    (await api.call('post', `/v1/knowledge-bases/${base.id}/documents`, { key: tenant.keys.admin, ...sent })).body.id as string;
  const content = Buffer.from('<script>alert(1)</script> Prix « été »');
  const uploaded = await add({ file: { name: 'Prix d’été 2026.html', content, mimeType: 'text/html' } });
  const response = await download(`/v1/documents/${uploaded}/content`);
  expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
  expect(response.headers.get('content-disposition')).toContain("filename*=UTF-8''Prix%20d%E2%80%99%C3%A9t%C3%A9%202026.html");
  const linked = await add({ body: { url: 'https://example.com/menu' } });
  const refused = await api.call('get', `/v1/documents/${linked}/content`, { key: tenant.keys.agent });
  expect([refused.status, refused.body.code]).toEqual([409, 'not_uploaded']);
});
