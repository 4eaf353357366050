import http from 'node:http';

import { createGuardedAgent, listen } from '@sylion/runtime';

import { postWebhook } from '../src/webhooks/post-webhook.ts';
import { webhookTargets } from '../src/webhooks/webhook-targets.ts';
import { createTenantByApi, startTestApi, type TestApi, type TestTenant } from './harness.ts';

/** What only we could reach is never asked, neither by its address nor by a name that leads there. */
let api: TestApi;
let tenant: TestTenant;
beforeAll(async () => {
  api = await startTestApi();
  tenant = await createTenantByApi(api);
});
afterAll(() => api.stop());

const inside = [
  'http://example.com/hook',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://[::1]:8443/',
  'https://[::ffff:10.0.0.1]/',
  'https://169.254.169.254/latest/meta-data/',
  'https://192.168.1.1:8443/',
  'https://example.com:22/',
  'https://user:word@example.com/',
];

it.each(inside)('%s is refused when an endpoint is made or changed', async (url) => {
  const make = (body: object) => api.call('post', '/v1/webhook-endpoints', { key: tenant.keys.admin, body });
  const { body: endpoint } = await make({ name: 'Public', url: 'https://example.com:8443/hook' });
  const refusals = [
    await make({ name: 'Inside', url }),
    await api.call('patch', `/v1/webhook-endpoints/${endpoint.id}`, { key: tenant.keys.admin, body: { url } }),
  ];
  expect(refusals.map(({ status, body }) => [status, body.code])).toEqual([
    [400, 'address_not_allowed'],
    [400, 'address_not_allowed'],
  ]);
  await api.call('delete', `/v1/webhook-endpoints/${endpoint.id}`, { key: tenant.keys.admin });
});

it('a name that leads inside by the time of a delivery is not asked, and the try says why', async () => {
  let asked = 0;
  const server = http.createServer((_request, response) => {
    asked += 1;
    response.end();
  });
  const listening = await listen(server, 0, '127.0.0.1');
  const allowed = { ...webhookTargets({ WEBHOOK_PRIVATE_TARGETS: false }), protocols: ['http:'] };
  const agent = createGuardedAgent(allowed, { timeoutMs: 1_000, resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
  const ended = await postWebhook(
    { url: `http://rebound.example:${listening.port}/`, id: 'event', body: '{}', secrets: ['whsec_c2VjcmV0'] },
    { agent, allowed, timeoutMs: 1_000 },
  );
  expect(ended).toMatchObject({ status: null, error: 'address_not_allowed' });
  expect(asked).toBe(0);
  await agent.destroy();
  await listening.close();
});
