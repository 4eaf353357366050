import { claimBubble, replaceTemplates } from '@sylion/database';

import { createTenantByApi, startTestApi, writeInbound, type TestApi, type TestTenant } from './harness.ts';

let api: TestApi;
let tenant: TestTenant;
let conversationId: string;

beforeAll(async () => {
  api = await startTestApi();
});
beforeEach(async () => {
  tenant = await createTenantByApi(api);
  conversationId = await writeInbound(api, tenant, { ageMs: 48 * 3_600_000 });
  const template = { providerTemplateId: '1', language: 'fr', category: 'UTILITY', status: 'APPROVED' };
  await api.database.asTenant(tenant.tenantId, (scope) =>
    replaceTemplates(scope, tenant.channelId, [
      { ...template, name: 'order_ready', components: [{ type: 'BODY', text: 'Bonjour {{1}}, votre commande {{2}} est prête.' }] },
      { ...template, name: 'paused', status: 'PAUSED', components: [{ type: 'BODY', text: 'Bonjour' }] },
    ]),
  );
});
afterAll(() => api.stop());

const message = { name: 'order_ready', language: 'fr', body: { 1: 'Zoé', 2: '42' } };
const send = (body: object = message) =>
  api.call('post', `/v1/conversations/${conversationId}/template-messages`, { key: tenant.keys.agent, body });
const endUserId = async (): Promise<string> =>
  (await api.call('get', `/v1/conversations/${conversationId}`, { key: tenant.keys.agent })).body.endUserId;

it('a template is queued outside the service window, while the assistant handles the conversation, and leaves filled', async () => {
  const { status, body } = await send();
  expect([status, body]).toEqual([201, { id: body.id, conversationId, seq: 2, state: 'queued' }]);
  const rules = {
    render: (text: string) => [text],
    sendTimeoutMs: 1_000,
    graceMs: 1_000,
    listeningMs: () => Infinity,
    typingIntervalMs: 20_000,
  };
  expect(await api.database.asTenant(tenant.tenantId, (scope) => claimBubble(scope, conversationId, rules))).toMatchObject({
    kind: 'send',
    bubble: {
      messageId: body.id,
      content: {
        kind: 'template',
        name: 'order_ready',
        body: [
          { name: '1', value: 'Zoé' },
          { name: '2', value: '42' },
        ],
      },
    },
  });
  const { items } = (await api.call('get', `/v1/conversations/${conversationId}/messages`, { key: tenant.keys.agent })).body;
  expect(items.at(-1)).toMatchObject({ author: 'human', kind: 'template', content: { text: 'Bonjour Zoé, votre commande 42 est prête.' } });
});

it('values that do not fit the template are refused and named, and nothing is queued', async () => {
  const { status, body } = await send({ ...message, body: { 1: 'Zoé', 3: 'x' } });
  expect([status, body.code, body.errors]).toEqual([
    400,
    'invalid_request',
    [
      { path: 'body.2', message: 'is missing' },
      { path: 'body.3', message: 'the template has no such placeholder' },
    ],
  ]);
  expect((await send({ ...message, name: 'unknown' })).status).toBe(404);
  expect((await send({ name: 'paused', language: 'fr' })).body.code).toBe('template_not_approved');
  const { items } = (await api.call('get', `/v1/conversations/${conversationId}/messages`, { key: tenant.keys.agent })).body;
  expect(items).toHaveLength(1);
});

it('nobody who opted out or is blocked is written to', async () => {
  const person = `/v1/end-users/${await endUserId()}`;
  for (const [act, undo, code] of [
    ['opt-out', 'opt-in', 'end_user_opted_out'],
    ['block', 'unblock', 'end_user_blocked'],
  ]) {
    await api.call('post', `${person}/${act}`, { key: tenant.keys.agent });
    const { status, body } = await send();
    expect([status, body.code]).toEqual([409, code]);
    await api.call('post', `${person}/${undo}`, { key: tenant.keys.agent });
  }
  expect((await send()).status).toBe(201);
});

it('the audit log tells the template, and not what it was filled with', async () => {
  await send({ ...message, body: { 1: 'confidentiel', 2: '42' } });
  const entries = await api.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
    sql.selectFrom('auditLog').where('tenantId', '=', tenantId).where('action', '=', 'message.template_sent').selectAll().execute(),
  );
  expect(entries).toMatchObject([{ after: { conversationId, name: 'order_ready', language: 'fr', category: 'UTILITY' } }]);
  expect(JSON.stringify(entries)).not.toContain('confidentiel');
});
