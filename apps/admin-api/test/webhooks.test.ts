import type http from 'node:http';

import { Webhook } from 'standardwebhooks';

import { rowsOf, waitUntil, withClient } from '@sylion/testbed';

import { createTenantByApi, startTestApi, writeInbound, type TestApi, type TestTenant } from './harness.ts';
import { startWebhookReceiver, type ReceivedWebhook, type WebhookReceiver } from './webhook-receiver.ts';

let api: TestApi;
let receiver: WebhookReceiver;
let tenant: TestTenant;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  api = await startTestApi({ WEBHOOK_PRIVATE_TARGETS: 'true', WEBHOOK_TIMEOUT_MS: '1000' });
});
afterAll(async () => {
  await receiver.close();
  await api.stop();
});
beforeEach(async () => {
  tenant = await createTenantByApi(api);
});

interface Endpoint {
  readonly id: string;
  readonly secret: string;
}

const as = (method: 'get' | 'post' | 'patch', path: string, body?: unknown, { keys }: TestTenant = tenant) =>
  api.call(method, path, { key: keys.admin, body });
async function listenAt(path: string, fields: object = {}, owner: TestTenant = tenant): Promise<Endpoint> {
  const { status, body } = await as('post', '/v1/webhook-endpoints', { name: path, url: receiver.url(path), ...fields }, owner);
  expect([status, body.detail]).toEqual([201, undefined]);
  return body as Endpoint;
}
const deliveriesOf = async ({ id }: Endpoint) =>
  (await as('get', `/v1/webhook-endpoints/${id}/deliveries`)).body.items as Record<string, unknown>[];
const endpointNow = async ({ id }: Endpoint) => (await as('get', `/v1/webhook-endpoints/${id}`)).body as Record<string, unknown>;
const verify = (secret: string, { body, headers }: ReceivedWebhook) => new Webhook(secret).verify(body, headers);
const run = (statement: string) => withClient(api.superuserUrl, (client) => rowsOf<Record<string, unknown>>(client, statement));
/** As if the wait before the next try were over. */
const hurry = ({ id }: Endpoint) =>
  run(`update webhook_deliveries set next_attempt_at = now() where endpoint_id = '${id}' and state = 'pending'`);

describe('a webhook', () => {
  it('tells what happened, signed so that a Standard Webhooks library accepts it, and only to the tenant itself', async () => {
    const other = await createTenantByApi(api);
    const foreign = await listenAt('/foreign', {}, other);
    const endpoint = await listenAt('/signed', { kinds: ['message.received'] });
    const conversationId = await writeInbound(api, tenant);
    const [webhook] = await receiver.got('/signed', 1);
    expect(verify(endpoint.secret, webhook as ReceivedWebhook)).toMatchObject({
      id: webhook?.headers['webhook-id'],
      type: 'message.received',
      tenantId: tenant.tenantId,
      data: { conversationId, state: 'received' },
    });
    expect(() => verify(foreign.secret, webhook as ReceivedWebhook)).toThrow();
    expect(webhook?.body).not.toContain('Bonjour');
    const [delivery] = await waitUntil('it is recorded', async () => {
      const deliveries = await deliveriesOf(endpoint);
      return deliveries[0]?.['state'] === 'delivered' && deliveries;
    });
    expect(delivery).toMatchObject({
      eventId: webhook?.event.id,
      kind: 'message.received',
      attempts: 1,
      lastStatus: 204,
      lastError: null,
      nextAttemptAt: null,
    });
    expect(receiver.received('/foreign')).toEqual([]);
  });

  it('is signed by both secrets while one is rotated, and by the new one alone after that', async () => {
    const endpoint = await listenAt('/rotated', { kinds: ['webhook_endpoint.tested'] });
    const rotate = async (overlapSeconds: number) =>
      (await as('post', `/v1/webhook-endpoints/${endpoint.id}/rotate-secret`, { overlapSeconds })).body.secret as string;
    const test = async (count: number) => {
      await as('post', `/v1/webhook-endpoints/${endpoint.id}/test`);
      return (await receiver.got('/rotated', count)).at(-1) as ReceivedWebhook;
    };
    const second = await rotate(3_600);
    const during = await test(1);
    for (const secret of [endpoint.secret, second]) expect(() => verify(secret, during)).not.toThrow();
    const third = await rotate(0);
    const after = await test(2);
    expect(() => verify(third, after)).not.toThrow();
    for (const secret of [endpoint.secret, second]) expect(() => verify(secret, after)).toThrow();
  });

  it('that fails is tried again later under the same id, and a redirect is a failure that nobody follows', async () => {
    const endpoint = await listenAt('/flaky', { kinds: ['webhook_endpoint.tested'] });
    receiver.answer('/flaky', (response) => response.writeHead(302, { location: receiver.url('/elsewhere') }).end());
    await as('post', `/v1/webhook-endpoints/${endpoint.id}/test`);
    const failed = await waitUntil('the first try is recorded', async () =>
      (await deliveriesOf(endpoint)).find((delivery) => delivery['lastStatus'] === 302),
    );
    expect(failed).toMatchObject({ state: 'pending', attempts: 1, lastError: 'answered_302' });
    expect(Date.parse(String(failed['nextAttemptAt']))).toBeGreaterThan(Date.parse(String(failed['lastAttemptAt'])) + 4_000);
    expect((await endpointNow(endpoint))['failingSince']).not.toBeNull();
    receiver.answer('/flaky', (response) => response.writeHead(200).end('x'.repeat(1_000_000)));
    await hurry(endpoint);
    const [first, second] = await receiver.got('/flaky', 2);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    await waitUntil('it is delivered', async () => (await deliveriesOf(endpoint))[0]?.['state'] === 'delivered');
    expect((await endpointNow(endpoint))['failingSince']).toBeNull();
    expect(receiver.received('/elsewhere')).toEqual([]);
  });

  it('is dead after the last try, and alive again when it is redelivered', async () => {
    const endpoint = await listenAt('/dead', { kinds: ['webhook_endpoint.tested'] });
    receiver.answer('/dead', (response) => response.destroy());
    await as('post', `/v1/webhook-endpoints/${endpoint.id}/test`);
    await waitUntil('the first try is recorded', async () => (await deliveriesOf(endpoint))[0]?.['lastError'] === 'unreachable');
    await run(`update webhook_deliveries set attempts = 11 where endpoint_id = '${endpoint.id}'`);
    await hurry(endpoint);
    const dead = await waitUntil('it is dead', async () => (await deliveriesOf(endpoint)).find(({ state }) => state === 'dead'));
    expect(dead).toMatchObject({ attempts: 12, nextAttemptAt: null });
    receiver.answer('/dead', (response) => response.writeHead(204).end());
    const again = await as('post', `/v1/webhook-deliveries/${dead['id']}/redeliver`);
    expect([again.status, again.body.state]).toEqual([200, 'pending']);
    await waitUntil('it is delivered', async () => (await deliveriesOf(endpoint))[0]?.['state'] === 'delivered');
    expect(new Set(receiver.received('/dead').map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('whose lease is over is delivered by somebody else, and the one who held it records nothing any more', async () => {
    const endpoint = await listenAt('/killed', { kinds: ['webhook_endpoint.tested'] });
    const hanging = Promise.withResolvers<void>();
    receiver.answer('/killed', (response) => void response.once('close', hanging.resolve));
    await as('post', `/v1/webhook-endpoints/${endpoint.id}/test`);
    const [first] = await receiver.got('/killed', 1);
    receiver.answer('/killed', (response) => response.writeHead(204).end());
    await hurry(endpoint); // the lease of a process that was killed, or stands still, is over
    const [, second] = await receiver.got('/killed', 2);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    await hanging.promise;
    await waitUntil('it is delivered', async () => (await deliveriesOf(endpoint))[0]?.['state'] === 'delivered');
    expect((await deliveriesOf(endpoint))[0]).toMatchObject({ attempts: 2, lastStatus: 204, lastError: null });
  });
});

describe('an endpoint', () => {
  it.each([
    ['gone', 'it answers 410', (response: http.ServerResponse) => void response.writeHead(410).end(), ''],
    [
      'failing',
      'it did nothing but fail for days',
      (response: http.ServerResponse) => void response.writeHead(500).end(),
      `failing_since = now() - interval '6 days'`,
    ],
  ])('is disabled as %s when %s, and says so', async (reason, _when, answer, before) => {
    const endpoint = await listenAt(`/${reason}`);
    receiver.answer(`/${reason}`, answer);
    if (before !== '') await run(`update webhook_endpoints set ${before} where id = '${endpoint.id}'`);
    await as('post', `/v1/webhook-endpoints/${endpoint.id}/test`);
    const disabled = await waitUntil('it is disabled', async () => {
      const now = await endpointNow(endpoint);
      return now['isEnabled'] === false && now;
    });
    expect(disabled['disabledReason']).toBe(reason);
    const told = await run(`select data from events where kind = 'webhook_endpoint.disabled' and tenant_id = '${tenant.tenantId}'`);
    expect(told).toEqual([{ data: { webhookEndpointId: endpoint.id, reason } }]);
    const audited = await run(
      `select actor_kind from audit_log where action = 'webhook_endpoint.disabled' and subject_id = '${endpoint.id}'`,
    );
    expect(audited).toEqual([{ actor_kind: 'system' }]);
    expect((await as('post', `/v1/webhook-endpoints/${endpoint.id}/test`)).body.code).toBe('endpoint_disabled');
  });

  it('that does not answer delays nobody else’s deliveries', async () => {
    const quiet = await createTenantByApi(api);
    const slow = await Promise.all(Array.from({ length: 6 }, (_, index) => listenAt(`/slow-${index}`)));
    for (const [index] of slow.entries()) receiver.answer(`/slow-${index}`, () => undefined);
    await run(`insert into events (tenant_id, kind) select '${tenant.tenantId}', 'quota.reached' from generate_series(1, 200)`);
    await receiver.got('/slow-5', 2);
    await listenAt('/quick', { kinds: ['message.received'] }, quiet);
    for (let count = 0; count < 20; count += 1) await writeInbound(api, quiet);
    await receiver.got('/quick', 20);
    const [backlog] = await run(
      `select count(*)::int as pending from webhook_deliveries where tenant_id = '${tenant.tenantId}' and state = 'pending'`,
    );
    expect(Number(backlog?.['pending'])).toBeGreaterThan(1_000);
    for (const { id } of slow) await as('patch', `/v1/webhook-endpoints/${id}`, { isEnabled: false });
  });

  it('never shows its secret again, and keeps it sealed', async () => {
    const { id, secret } = await listenAt('/sealed');
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    for (const path of [`/v1/webhook-endpoints/${id}`, '/v1/webhook-endpoints'])
      expect((await as('get', path)).text).not.toContain('whsec_');
    const rows = await run(`select encode(secret_ciphertext, 'escape') as sealed from webhook_endpoints where id = '${id}'`);
    expect(String(rows[0]?.['sealed'])).not.toContain(secret.slice(6));
  });
});
