import type { TestApi, TestTenant } from './harness.ts';
import { writeInbound } from './harness.ts';

/** A valid call of a route, inside the tenant it was made for. */
export interface RouteSample {
  readonly path: string;
  readonly body?: unknown;
}

/** One valid call for every route of the table, by `METHOD path`; a route without a sample fails the walk. */
export async function makeSamples(api: TestApi, tenant: TestTenant): Promise<Record<string, RouteSample>> {
  const { channelId, assistantId, tenantId } = tenant;
  const spare = await api.call('post', '/v1/api-keys', { key: tenant.keys.owner, body: { name: 'Spare', role: 'viewer' } });
  const conversationId = await writeInbound(api, tenant);
  const takenOver = await writeInbound(api, tenant);
  await api.call('post', `/v1/conversations/${takenOver}/take-over`, { key: tenant.keys.agent });
  return {
    'post /v1/tenants': { path: '/v1/tenants', body: { slug: `${tenant.slug}-2`, name: 'Second' } },
    'get /v1/tenants': { path: '/v1/tenants?limit=1' },
    'get /v1/tenants/{id}': { path: `/v1/tenants/${tenantId}` },
    'post /v1/api-keys': { path: '/v1/api-keys', body: { name: 'Another', role: 'viewer' } },
    'get /v1/api-keys': { path: '/v1/api-keys' },
    'delete /v1/api-keys/{id}': { path: `/v1/api-keys/${spare.body.id}` },
    'post /v1/assistants': { path: '/v1/assistants', body: { name: 'Second', coalescing: { maxWaitMs: 5_000 } } },
    'get /v1/assistants': { path: '/v1/assistants' },
    'get /v1/assistants/{id}': { path: `/v1/assistants/${assistantId}` },
    'patch /v1/assistants/{id}': { path: `/v1/assistants/${assistantId}`, body: { temperature: 0.5 } },
    'post /v1/channels': {
      path: '/v1/channels',
      body: {
        name: 'Twilio',
        provider: 'twilio',
        providerKey: `+33${channelId.replaceAll(/\D/g, '').slice(-9)}`,
        displayPhoneNumber: '+33 6',
        credentials: { accountSid: 'AC1', authToken: 'twilio-token' },
      },
    },
    'get /v1/channels': { path: '/v1/channels' },
    'get /v1/channels/{id}': { path: `/v1/channels/${channelId}` },
    'patch /v1/channels/{id}': { path: `/v1/channels/${channelId}`, body: { name: 'Renamed', assistantId } },
    'put /v1/channels/{id}/credentials': {
      path: `/v1/channels/${channelId}/credentials`,
      body: { accessToken: `${tenant.accessToken}-rotated` },
    },
    'post /v1/channels/{id}/pause': { path: `/v1/channels/${channelId}/pause` },
    'post /v1/channels/{id}/resume': { path: `/v1/channels/${channelId}/resume` },
    'post /v1/knowledge-bases': { path: '/v1/knowledge-bases', body: { name: 'Menu' } },
    'get /v1/knowledge-bases': { path: '/v1/knowledge-bases' },
    'get /v1/quotas': { path: '/v1/quotas' },
    'put /v1/quotas/{metric}/{period}': { path: '/v1/quotas/replies/day', body: { limit: 100 } },
    'get /v1/usage': { path: '/v1/usage?from=2026-01-01T00:00:00Z&to=2030-01-01T00:00:00%2B02:00' },
    'get /v1/conversations': { path: `/v1/conversations?limit=10&channelId=${channelId}` },
    'get /v1/conversations/{id}/messages': { path: `/v1/conversations/${conversationId}/messages?afterSeq=0&limit=10` },
    'post /v1/conversations/{id}/take-over': { path: `/v1/conversations/${conversationId}/take-over` },
    'post /v1/conversations/{id}/hand-back': { path: `/v1/conversations/${conversationId}/hand-back` },
    'post /v1/conversations/{id}/messages': { path: `/v1/conversations/${takenOver}/messages`, body: { text: 'Bonjour, ici Paul.' } },
    'get /v1/conversations/{id}/turns': { path: `/v1/conversations/${conversationId}/turns` },
  };
}
