import { waitUntil } from '@sylion/testbed';

import { createTenantByApi, platformKey, startTestApi, type TestApi, type TestTenant } from './harness.ts';

let api: TestApi;
let tenant: TestTenant;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  tenant = await createTenantByApi(api);
});

const asOwner = (body?: unknown) => ({ key: tenant.keys.owner, body });
const issue = async (body: object, key = tenant.keys.owner) => api.call('post', '/v1/api-keys', { key, body: { name: 'Key', ...body } });
const issued = async (body: object): Promise<{ id: string; secret: string }> => (await issue(body)).body;
const statusWith = async (key: string, path = '/v1/assistants'): Promise<number> => (await api.call('get', path, { key })).status;
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
/** Moves a time of a key into the past, as waiting would. */
const pass = (keyId: string, times: { expiresAt?: Date; previousExpiresAt?: Date; lastUsedAt?: Date }) =>
  api.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
    sql.updateTable('apiKeys').set(times).where('tenantId', '=', tenantId).where('id', '=', keyId).execute(),
  );
const aWhileAgo = new Date(Date.now() - 3_600_000);

describe('a key', () => {
  it('works until it is revoked, and revoking again changes nothing', async () => {
    const { id, secret } = await issued({ role: 'viewer' });
    expect(await statusWith(secret)).toBe(200);
    expect((await api.call('delete', `/v1/api-keys/${id}`, asOwner())).status).toBe(204);
    expect(await statusWith(secret)).toBe(401);
    expect((await api.call('delete', `/v1/api-keys/${id}`, asOwner())).status).toBe(204);
    expect(codeOf(await api.call('post', `/v1/api-keys/${id}/rotate`, asOwner()))).toEqual([409, 'api_key_revoked']);
    expect(codeOf(await api.call('patch', `/v1/api-keys/${id}`, asOwner({ name: 'Back' })))).toEqual([409, 'api_key_revoked']);
  });

  it('works until it expires', async () => {
    const { id, secret } = await issued({ role: 'viewer', expiresAt: '2099-01-01T00:00:00+01:00' });
    expect(await statusWith(secret)).toBe(200);
    await pass(id, { expiresAt: aWhileAgo });
    expect(await statusWith(secret)).toBe(401);
    expect(codeOf(await issue({ role: 'viewer', expiresAt: '2020-01-01T00:00:00Z' }))).toEqual([400, 'invalid_request']);
  });

  it('may what its role may within its scopes, and a change counts at once', async () => {
    const { id, secret } = await issued({ role: 'admin', scopes: ['assistants:read', 'api-keys:read'] });
    expect([await statusWith(secret), await statusWith(secret, '/v1/api-keys')]).toEqual([200, 200]);
    expect(codeOf(await api.call('get', '/v1/channels', { key: secret }))).toEqual([403, 'insufficient_scope']);
    expect(codeOf(await api.call('post', '/v1/assistants', { key: secret, body: { name: 'No' } }))).toEqual([403, 'insufficient_scope']);
    await api.call('patch', `/v1/api-keys/${id}`, asOwner({ scopes: ['channels:read'] }));
    expect([await statusWith(secret), await statusWith(secret, '/v1/channels')]).toEqual([403, 200]);
    const viewer = await issued({ role: 'viewer', scopes: ['api-keys:read'] });
    expect(codeOf(await api.call('get', '/v1/api-keys', { key: viewer.secret }))).toEqual([403, 'forbidden']);
  });

  it('has two secrets after a rotation until the old one is over', async () => {
    const { id, secret: first } = await issued({ role: 'viewer' });
    const { body: second } = await api.call('post', `/v1/api-keys/${id}/rotate`, asOwner());
    expect(second).toMatchObject({ id, role: 'viewer', previousSecret: { prefix: first.slice(0, 12) } });
    expect(new Date(second.previousSecret.expiresAt).getTime() - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
    expect([await statusWith(first), await statusWith(second.secret)]).toEqual([200, 200]);
    await pass(id, { previousExpiresAt: aWhileAgo });
    expect([await statusWith(first), await statusWith(second.secret)]).toEqual([401, 200]);
    expect((await api.call('get', `/v1/api-keys/${id}`, asOwner())).body.previousSecret).toBeNull();
    const { body: third } = await api.call('post', `/v1/api-keys/${id}/rotate`, asOwner({ overlapSeconds: 60 }));
    const { body: fourth } = await api.call('post', `/v1/api-keys/${id}/rotate`, asOwner({ overlapSeconds: 0 }));
    expect([await statusWith(second.secret), await statusWith(third.secret), await statusWith(fourth.secret)]).toEqual([401, 401, 200]);
  });

  it('tells when it was last used, noted beside the request and at most once a minute', async () => {
    const { id, secret } = await issued({ role: 'viewer' });
    const lastUsed = async () => (await api.call('get', `/v1/api-keys/${id}`, asOwner())).body.lastUsedAt as string | null;
    expect(await lastUsed()).toBeNull();
    await statusWith(secret);
    const first = await waitUntil('the use is noted', async () => (await lastUsed()) ?? undefined);
    const other = await issued({ role: 'viewer' });
    await statusWith(secret);
    await statusWith(other.secret);
    await waitUntil('a later use of another key is noted', async () => {
      const { items } = (await api.call('get', '/v1/api-keys', asOwner())).body as { items: { id: string; lastUsedAt: string | null }[] };
      return items.find((key) => key.id === other.id)?.lastUsedAt ?? undefined;
    });
    expect(await lastUsed()).toBe(first);
    await pass(id, { lastUsedAt: aWhileAgo });
    await statusWith(secret);
    await waitUntil('a use an hour later is noted', async () => (await lastUsed()) !== aWhileAgo.toISOString());
  });
});

describe('nobody hands out more than they have', () => {
  it('only an owner or the platform issues keys', async () => {
    for (const key of [tenant.keys.admin, tenant.keys.agent]) expect((await issue({ role: 'viewer' }, key)).status).toBe(403);
    const byPlatform = await api.call('post', '/v1/api-keys', {
      key: platformKey,
      tenantId: tenant.tenantId,
      body: { name: 'Rescue', role: 'owner' },
    });
    expect(byPlatform.status).toBe(201);
  });

  it('a narrowed key stays inside its scopes: issuing, widening itself or another, rotating, revoking', async () => {
    const narrow = await issued({ role: 'owner', scopes: ['api-keys:write', 'usage:read'] });
    const withNarrow = (body?: unknown) => ({ key: narrow.secret, body });
    for (const body of [{ role: 'viewer' }, { role: 'viewer', scopes: null }, { role: 'owner', scopes: ['usage:read', 'channels:read'] }])
      expect(codeOf(await issue(body, narrow.secret))).toEqual([403, 'forbidden']);
    expect((await issue({ role: 'owner', scopes: ['usage:read'] }, narrow.secret)).status).toBe(201);
    for (const scopes of [null, ['api-keys:write', 'channels:read']])
      expect(codeOf(await api.call('patch', `/v1/api-keys/${narrow.id}`, withNarrow({ scopes })))).toEqual([403, 'forbidden']);
    const wide = `/v1/api-keys/${tenant.keyId}`;
    expect(codeOf(await api.call('post', `${wide}/rotate`, withNarrow()))).toEqual([403, 'forbidden']);
    expect(codeOf(await api.call('patch', wide, withNarrow({ scopes: ['usage:read'] })))).toEqual([403, 'forbidden']);
    expect(codeOf(await api.call('delete', wide, withNarrow()))).toEqual([403, 'forbidden']);
    expect((await api.call('post', `/v1/api-keys/${narrow.id}/rotate`, withNarrow())).status).toBe(200);
  });
});

describe('the last owner’s key', () => {
  const lose = (keyId: string, options = asOwner()) => api.call('delete', `/v1/api-keys/${keyId}`, options);

  it('is not revoked, narrowed or given an end by a key, as long as no other stands as long', async () => {
    await issued({ role: 'owner', expiresAt: '2099-01-01T00:00:00Z' });
    await issued({ role: 'owner', scopes: ['api-keys:write'] });
    const path = `/v1/api-keys/${tenant.keyId}`;
    expect(codeOf(await lose(tenant.keyId))).toEqual([409, 'last_owner_key']);
    expect(codeOf(await api.call('patch', path, asOwner({ scopes: ['api-keys:write'] })))).toEqual([409, 'last_owner_key']);
    expect(codeOf(await api.call('patch', path, asOwner({ expiresAt: '2030-01-01T00:00:00Z' })))).toEqual([409, 'last_owner_key']);
    expect((await api.call('patch', path, asOwner({ name: 'Still here' }))).body).toMatchObject({ scopes: null, expiresAt: null });
    await issued({ role: 'owner' });
    expect((await lose(tenant.keyId)).status).toBe(204);
  });

  it('outlives two that revoke each other at once', async () => {
    const other = await issued({ role: 'owner' });
    const answers = await Promise.all([lose(other.id), lose(tenant.keyId, { key: other.secret, body: undefined })]);
    expect(answers.map(({ status }) => status).sort()).not.toEqual([204, 204]);
    expect([await statusWith(tenant.keys.owner), await statusWith(other.secret)].filter((status) => status === 200)).toHaveLength(1);
  });

  it('goes when the platform says so, which can let the tenant in again', async () => {
    expect((await api.call('delete', `/v1/api-keys/${tenant.keyId}`, { key: platformKey, tenantId: tenant.tenantId })).status).toBe(204);
    expect(await statusWith(tenant.keys.owner)).toBe(401);
  });
});
