import { insertOutbound, readChannel, setChannelStatus } from '@sylion/database';
import { newId, outgoingMessages } from '@sylion/schemas';
import { openSecret } from '@sylion/tenancy';
import { testKeyRing } from '@sylion/testbed';

import { createTenantByApi, platformKey, startTestApi, writeInbound, type TestApi, type TestTenant } from './harness.ts';

let api: TestApi;
let tenant: TestTenant;
const asOwner = (body?: unknown) => ({ key: tenant.keys.owner, body });
const inTenant = <Result>(work: Parameters<typeof api.database.asTenant<Result>>[1]) => api.database.asTenant(tenant.tenantId, work);

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  tenant = await createTenantByApi(api);
});

describe('tenants', () => {
  it('have a slug of their own', async () => {
    const again = await api.call('post', '/v1/tenants', { key: platformKey, body: { slug: tenant.slug, name: 'Copy' } });
    expect([again.status, again.body.code]).toEqual([409, 'already_exists']);
  });

  it('are listed for the platform only', async () => {
    expect((await api.call('get', '/v1/tenants', { key: platformKey })).body.items).toContainEqual(
      expect.objectContaining({ slug: tenant.slug }),
    );
    expect((await api.call('get', '/v1/tenants', asOwner())).status).toBe(403);
  });

  it('are changed by the platform in the named fields only', async () => {
    const path = `/v1/tenants/${tenant.tenantId}`;
    const before = (await api.call('get', path, { key: platformKey })).body;
    const after = (await api.call('patch', path, { key: platformKey, body: { plan: 'premium', name: 'Chez Amélie' } })).body;
    expect(after).toEqual({ ...before, plan: 'premium', name: 'Chez Amélie', updatedAt: after.updatedAt });
    expect((await api.call('patch', path, { key: platformKey, body: { status: 'suspended' } })).status).toBe(400);
  });

  it('let nobody in while they are suspended; doing so twice is once', async () => {
    const become = (verb: string) => api.call('post', `/v1/tenants/${tenant.tenantId}/${verb}`, { key: platformKey });
    const enter = async () => {
      const { status, body } = await api.call('get', '/v1/assistants', asOwner());
      return [status, body.code];
    };
    expect((await become('suspend')).body.status).toBe('suspended');
    expect((await become('suspend')).status).toBe(200);
    expect(await enter()).toEqual([403, 'tenant_suspended']);
    expect((await api.call('get', '/v1/assistants', { key: platformKey, tenantId: tenant.tenantId })).status).toBe(200);
    expect((await become('resume')).body.status).toBe('active');
    expect(await enter()).toEqual([200, undefined]);
    const { items } = (await api.call('get', `/v1/audit-log?subjectKind=tenant&limit=2`, asOwner())).body;
    expect(items).toMatchObject([
      { action: 'tenant.resumed', before: { status: 'suspended' }, after: { status: 'active' } },
      { action: 'tenant.suspended', before: { status: 'active' }, after: { status: 'suspended' } },
    ]);
  });
});

describe('assistants', () => {
  it('change only in the named fields', async () => {
    const before = (await api.call('get', `/v1/assistants/${tenant.assistantId}`, asOwner())).body;
    const after = (
      await api.call(
        'patch',
        `/v1/assistants/${tenant.assistantId}`,
        asOwner({ modelTier: 'pro', tools: [], coalescing: { maxWaitMs: 9_000 } }),
      )
    ).body;
    expect(after).toEqual({
      ...before,
      modelTier: 'pro',
      tools: [],
      coalescing: { maxWaitMs: 9_000 },
      hasUnpublishedChanges: true,
      updatedAt: after.updatedAt,
    });
  });

  it('keep text that Postgres cannot hold as it was meant', async () => {
    const response = await api.call('patch', `/v1/assistants/${tenant.assistantId}`, asOwner({ instructions: 'a\0b\uD800c' }));
    expect([response.status, response.body.instructions]).toEqual([200, 'a\uFFFDb\uFFFDc']);
  });
});

describe('channels', () => {
  const connect = (fields: object) =>
    api.call(
      'post',
      '/v1/channels',
      asOwner({ name: 'N', providerKey: String(Math.random()).slice(2), displayPhoneNumber: '+33', ...fields }),
    );

  it('tell the webhook address that follows from provider and credentials', async () => {
    const shared = await connect({ provider: 'meta', credentials: { accessToken: 'token-token' } });
    const ownApp = await connect({
      provider: 'meta',
      credentials: { accessToken: 'token-token', appSecrets: ['app-secret'], verifyToken: 'verify-me' },
    });
    const dialog = await connect({
      provider: '360dialog',
      credentials: { apiKey: 'dialog-key', webhookHeader: { name: 'X-Hook', value: 'hook-value' } },
    });
    const twilio = await connect({
      provider: 'twilio',
      providerKey: '+33612345678',
      credentials: { accountSid: 'AC1', authToken: 'twilio-token' },
    });
    expect([shared, ownApp, dialog, twilio].map(({ body }) => body.webhookPath)).toEqual([
      '/webhooks/whatsapp',
      `/webhooks/whatsapp/${ownApp.body.id}`,
      `/webhooks/360dialog/${dialog.body.id}`,
      `/webhooks/twilio/${twilio.body.id}`,
    ]);
    expect([shared.body.identityScope, shared.body.status]).toEqual([shared.body.providerKey, 'active']);
  });

  it('belong to one tenant: the same number cannot be connected twice', async () => {
    const { providerKey } = (await api.call('get', `/v1/channels/${tenant.channelId}`, asOwner())).body;
    const other = await createTenantByApi(api);
    const response = await api.call('post', '/v1/channels', {
      key: other.keys.owner,
      body: { name: 'Mine', provider: 'meta', providerKey, displayPhoneNumber: '+33', credentials: { accessToken: 'token-token' } },
    });
    expect([response.status, response.body.code]).toEqual([409, 'already_exists']);
  });

  it('cannot be answered by another tenant’s assistant', async () => {
    const other = await createTenantByApi(api);
    expect((await connect({ provider: 'meta', assistantId: other.assistantId, credentials: { accessToken: 'token-token' } })).status).toBe(
      404,
    );
    expect((await api.call('patch', `/v1/channels/${tenant.channelId}`, asOwner({ assistantId: other.assistantId }))).status).toBe(404);
    expect((await api.call('patch', `/v1/channels/${tenant.channelId}`, asOwner({ assistantId: null }))).body.assistantId).toBeNull();
  });

  it('send again with new credentials, and nudge what waited for them', async () => {
    const conversationId = await writeInbound(api, tenant);
    await inTenant(async (scope) => {
      await insertOutbound(scope, {
        messageId: newId(),
        conversationId,
        channelId: tenant.channelId,
        author: 'assistant',
        content: { kind: 'text', text: 'Waiting' },
        epoch: 0,
      });
      await setChannelStatus(scope, { channelId: tenant.channelId, status: 'needs_reauth', reason: '190', actor: { kind: 'system' } });
    });
    const before = await api.queues.depth(outgoingMessages);
    const response = await api.call('put', `/v1/channels/${tenant.channelId}/credentials`, asOwner({ accessToken: 'brand-new-token' }));
    expect([response.status, response.body.status, response.body.statusReason]).toEqual([200, 'active', null]);
    expect(await api.queues.depth(outgoingMessages)).toBe(before + 1);
    const stored = await inTenant((scope) => readChannel(scope, tenant.channelId));
    expect(
      JSON.parse(openSecret(testKeyRing, stored?.credentialsCiphertext ?? Buffer.alloc(0), `${tenant.tenantId}/${tenant.channelId}`)),
    ).toEqual({ provider: 'meta', accessToken: 'brand-new-token' });
  });

  it('take only their own provider’s credentials, and stay paused while a person wants it', async () => {
    const path = `/v1/channels/${tenant.channelId}`;
    const wrong = await api.call('put', `${path}/credentials`, asOwner({ accountSid: 'AC1', authToken: 'twilio-token' }));
    expect([wrong.status, wrong.body.code]).toEqual([400, 'wrong_provider']);
    expect((await api.call('post', `${path}/pause`, asOwner())).body.status).toBe('paused');
    expect((await api.call('put', `${path}/credentials`, asOwner({ accessToken: 'brand-new-token' }))).body.status).toBe('paused');
    expect((await api.call('post', `${path}/resume`, asOwner())).body.status).toBe('active');
  });
});

it('quotas and usage tell what may be and what was used', async () => {
  const records = [3, 4].map((amount) => ({
    tenantId: tenant.tenantId,
    id: newId(),
    metric: 'replies' as const,
    amount,
    idempotencyKey: newId(),
    turnId: null,
    messageId: null,
    assistantId: null,
    channelId: null,
    model: null,
  }));
  await inTenant(({ sql }) => sql.insertInto('usageRecords').values(records).execute());
  const setQuota = (period: string, limit: number) =>
    api.call('put', `/v1/quotas/replies/${period}`, { key: platformKey, tenantId: tenant.tenantId, body: { limit } });
  expect((await setQuota('month', 5)).body).toMatchObject({
    metric: 'replies',
    period: 'month',
    limit: 5,
    used: 0,
    reserved: 0,
  });
  expect((await setQuota('month', 7)).body.limit).toBe(7);
  expect((await api.call('get', '/v1/quotas', asOwner())).body.items).toHaveLength(1);
  expect((await setQuota('year', 7)).status).toBe(404);
  const { items } = (await api.call('get', '/v1/usage', asOwner())).body;
  expect(items).toContainEqual({ metric: 'replies', amount: 7 });
  expect(items).toContainEqual({ metric: 'whatsapp_messages', amount: 0 });
  for (const from of ['2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z'])
    expect((await api.call('get', `/v1/usage?from=${from}`, asOwner())).status).toBe(400);
});
