import { deadLetterQueueName, incomingMessages, newId, queueContracts } from '@sylion/schemas';

import { createTenantByApi, platformKey, startTestApi, type TestApi, type TestTenant } from './harness.ts';

let api: TestApi;
let tenant: TestTenant;
beforeAll(async () => {
  api = await startTestApi();
  tenant = await createTenantByApi(api);
});
afterAll(() => api.stop());

const basic = (key: string): Record<string, string> => ({ authorization: `Basic ${Buffer.from(`operator:${key}`).toString('base64')}` });
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') => fetch(`${api.url}/queues${path}`, { headers, method });

describe('the queue desk', () => {
  it('asks a browser for the platform’s key, and opens for no other', async () => {
    for (const headers of [{}, basic('no-such-key'), { authorization: 'Basic !' }]) {
      const refused = await ask('/', headers);
      expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="queues", charset="UTF-8"']);
    }
    expect((await ask('/', basic(tenant.keys.owner))).status).toBe(403);
    for (const path of ['/api/queues', '/static/js/any.js']) expect((await ask(path)).status).toBe(401);
  });

  it('shows every queue with its jobs and its dead letters', async () => {
    await api.queues.publish(incomingMessages, { version: 1, tenantId: tenant.tenantId, conversationId: newId() });
    const page = await ask('/', basic(platformKey));
    expect([page.status, page.headers.get('content-security-policy'), page.headers.get('cache-control')]).toEqual([
      200,
      expect.stringContaining("frame-ancestors 'none'"),
      'no-store',
    ]);
    const script = /src="(static\/js\/main[^"]+)"/.exec(await page.text())?.[1] ?? '';
    expect((await ask(`/${script}`, basic(platformKey))).status).toBe(200);
    const answer = await ask('/api/queues', basic(platformKey));
    if (answer.status !== 200) throw new Error(await answer.text());
    const { queues } = (await answer.json()) as {
      queues: { name: string; readOnlyMode: boolean; counts: Record<string, number> }[];
    };
    expect(queues.map(({ name }) => name).sort()).toEqual(
      queueContracts.flatMap((contract) => [contract.name, deadLetterQueueName(contract)]).sort(),
    );
    const incoming = queues.find(({ name }) => name === incomingMessages.name);
    expect((incoming?.counts['waiting'] ?? 0) + (incoming?.counts['prioritized'] ?? 0)).toBe(1);
  });

  it('touches nothing, whoever asks', async () => {
    for (const method of ['PUT', 'POST', 'DELETE', 'PATCH'])
      expect((await ask(`/api/queues/${incomingMessages.name}/clean/waiting`, basic(platformKey), method)).status).toBe(405);
    expect((await api.queues.states.read(incomingMessages)).waiting).toBe(1);
  });
});
