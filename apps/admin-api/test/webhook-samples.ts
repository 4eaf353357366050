import { waitUntil } from '@sylion/testbed';

import type { TestApi, TestTenant } from './harness.ts';
import type { RouteSample } from './route-samples.ts';

/** A valid call for every route of webhooks and events. Their addresses are of a name that never resolves. */
export async function makeWebhookSamples(api: TestApi, { keys }: TestTenant): Promise<Record<string, RouteSample>> {
  const url = 'https://hooks.example.invalid/sylion';
  const make = async (name: string): Promise<string> =>
    (await api.call('post', '/v1/webhook-endpoints', { key: keys.admin, body: { name, url } })).body.id as string;
  const [id, spareId] = [await make('CRM'), await make('Old CRM')];
  const path = `/v1/webhook-endpoints/${id}`;
  await api.call('post', `${path}/test`, { key: keys.admin });
  const deliveryId = await waitUntil('the test has a delivery', async () => {
    const { body } = await api.call('get', `${path}/deliveries`, { key: keys.admin });
    return (body.items as { id: string }[])[0]?.id;
  });
  return {
    'get /v1/events': { path: '/v1/events?kinds=message.received,message.sent' },
    'post /v1/webhook-endpoints': { path: '/v1/webhook-endpoints', body: { name: 'Inbox', url, kinds: ['message.received'] } },
    'get /v1/webhook-endpoints': { path: '/v1/webhook-endpoints' },
    'get /v1/webhook-endpoints/{id}': { path },
    'patch /v1/webhook-endpoints/{id}': { path, body: { kinds: ['message.failed'] } },
    'post /v1/webhook-endpoints/{id}/rotate-secret': { path: `${path}/rotate-secret`, body: { overlapSeconds: 60 } },
    'post /v1/webhook-endpoints/{id}/test': { path: `${path}/test` },
    'delete /v1/webhook-endpoints/{id}': { path: `/v1/webhook-endpoints/${spareId}` },
    'get /v1/webhook-endpoints/{id}/deliveries': { path: `${path}/deliveries?limit=10` },
    'post /v1/webhook-deliveries/{id}/redeliver': { path: `/v1/webhook-deliveries/${deliveryId}/redeliver` },
  };
}
