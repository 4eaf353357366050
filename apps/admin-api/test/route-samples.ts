import { findTemplateByName, finishPlaygroundRun, replaceTemplates } from '@sylion/database';
import { newId } from '@sylion/schemas';
import { startTurn } from '@sylion/testbed';

import type { TestApi, TestFile, TestTenant } from './harness.ts';
import { platformKey, writeInbound } from './harness.ts';
import { writePhoto } from './write-photo.ts';
import { makeWebhookSamples } from './webhook-samples.ts';

/** A valid call of a route, inside the tenant it was made for. */
export interface RouteSample {
  readonly path: string;
  readonly body?: unknown;
  /** The request is a form with this file; `body` are its fields. */
  readonly file?: TestFile;
  /** What a file that is answered is. */
  readonly mimeType?: string;
}

/** One valid call for every route of the table, by `METHOD path`; a route without a sample fails the walk. */
export async function makeSamples(api: TestApi, tenant: TestTenant): Promise<Record<string, RouteSample>> {
  const { channelId, assistantId, tenantId } = tenant;
  const spare = await api.call('post', '/v1/api-keys', { key: tenant.keys.owner, body: { name: 'Spare', role: 'viewer' } });
  const idleTenant = (await api.call('post', '/v1/tenants', { key: platformKey, body: { slug: `${tenant.slug}-idle`, name: 'Idle' } })).body
    .id as string;
  const conversationId = await writeInbound(api, tenant);
  const takenOver = await writeInbound(api, tenant);
  await api.call('post', `/v1/conversations/${takenOver}/take-over`, { key: tenant.keys.agent });
  const closedId = await writeInbound(api, tenant);
  const templateId = await writeTemplates(api, tenant);
  const taskId = (await api.call('post', `/v1/channels/${channelId}/verify`, { key: tenant.keys.admin })).body.id as string;
  const base = await makeKnowledgeBase(api, tenant, 'Menu');
  const spareBase = await makeKnowledgeBase(api, tenant, 'Old menu');
  const link = (url: string) => api.call('post', `/v1/knowledge-bases/${base}/documents`, { key: tenant.keys.admin, body: { url } });
  const [documentId, spareDocumentId] = [(await link('https://example.com/a')).body.id, (await link('https://example.com/b')).body.id];
  const file = { name: 'opening.md', content: Buffer.from('# Opening hours'), mimeType: 'text/markdown' };
  const uploadedId = (await api.call('post', `/v1/knowledge-bases/${base}/documents`, { key: tenant.keys.admin, file })).body.id as string;
  const photoId = await writePhoto(api, tenant);
  await api.call('put', '/v1/quotas/model_tokens/month', { key: platformKey, tenantId, body: { limit: 1_000 } });
  const turnId = newId();
  await api.database.asTenant(tenantId, (scope) =>
    startTurn(scope, { turnId, conversationId, assistantId, assistantVersion: null, epoch: 0, leaseMs: 1_000 }),
  );
  const drafted = await api.call('post', '/v1/assistants', { key: tenant.keys.admin, body: { name: 'Drafted' } });
  await api.call('patch', `/v1/assistants/${drafted.body.id}`, { key: tenant.keys.admin, body: { instructions: 'Be brief.' } });
  const endUserId = await endUserOf(api, tenant);
  const erased = await api.call('post', `/v1/end-users/${await endUserOf(api, tenant)}/erase`, { key: tenant.keys.admin });
  const toErase = await endUserOf(api, tenant);
  const [runId, spareRunId] = [await makePlaygroundRun(api, tenant), await makePlaygroundRun(api, tenant)];
  return {
    ...(await makeWebhookSamples(api, tenant)),
    'post /v1/tenants': { path: '/v1/tenants', body: { slug: `${tenant.slug}-2`, name: 'Second' } },
    'get /v1/tenants': { path: '/v1/tenants?limit=1' },
    'get /v1/tenants/{id}': { path: `/v1/tenants/${tenantId}` },
    'patch /v1/tenants/{id}': { path: `/v1/tenants/${idleTenant}`, body: { name: 'Renamed', plan: 'premium' } },
    'post /v1/tenants/{id}/suspend': { path: `/v1/tenants/${idleTenant}/suspend` },
    'post /v1/tenants/{id}/resume': { path: `/v1/tenants/${idleTenant}/resume` },
    'get /v1/platform/audit-log': { path: `/v1/platform/audit-log?limit=10` },
    'get /v1/audit-log': { path: '/v1/audit-log?limit=10' },
    'post /v1/api-keys': { path: '/v1/api-keys', body: { name: 'Another', role: 'viewer' } },
    'get /v1/api-keys': { path: '/v1/api-keys' },
    'get /v1/api-keys/{id}': { path: `/v1/api-keys/${spare.body.id}` },
    'patch /v1/api-keys/{id}': {
      path: `/v1/api-keys/${spare.body.id}`,
      body: { scopes: ['usage:read'], expiresAt: '2099-01-01T00:00:00Z' },
    },
    'post /v1/api-keys/{id}/rotate': { path: `/v1/api-keys/${spare.body.id}/rotate`, body: { overlapSeconds: 60 } },
    'delete /v1/api-keys/{id}': { path: `/v1/api-keys/${spare.body.id}` },
    'post /v1/assistants': { path: '/v1/assistants', body: { name: 'Second', coalescing: { maxWaitMs: 5_000 } } },
    'get /v1/assistants': { path: '/v1/assistants' },
    'get /v1/assistants/{id}': { path: `/v1/assistants/${assistantId}` },
    'patch /v1/assistants/{id}': { path: `/v1/assistants/${assistantId}`, body: { temperature: 0.5 } },
    'delete /v1/assistants/{id}/draft': { path: `/v1/assistants/${assistantId}/draft` },
    'post /v1/assistants/{id}/publish': { path: `/v1/assistants/${drafted.body.id}/publish`, body: { note: 'Shorter answers' } },
    'post /v1/assistants/{id}/rollback': { path: `/v1/assistants/${assistantId}/rollback`, body: { version: 1 } },
    'get /v1/assistants/{id}/versions': { path: `/v1/assistants/${assistantId}/versions?limit=10` },
    'get /v1/assistants/{id}/versions/{number}': { path: `/v1/assistants/${assistantId}/versions/1` },
    'get /v1/assistants/{id}/diff': { path: `/v1/assistants/${assistantId}/diff?from=1&to=draft` },
    'post /v1/assistants/{id}/playground': {
      path: `/v1/assistants/${assistantId}/playground`,
      body: { messages: ['Et le dimanche ?'], history: [{ author: 'end_user', text: 'Bonjour' }], version: 1, waitSeconds: 0 },
    },
    'get /v1/playground-runs/{id}': { path: `/v1/playground-runs/${runId}` },
    'delete /v1/playground-runs/{id}': { path: `/v1/playground-runs/${spareRunId}` },
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
    'post /v1/channels/{id}/verify': { path: `/v1/channels/${channelId}/verify` },
    'post /v1/channels/{id}/self-check': { path: `/v1/channels/${channelId}/self-check` },
    'get /v1/channels/{id}/health': { path: `/v1/channels/${channelId}/health` },
    'get /v1/channel-tasks/{id}': { path: `/v1/channel-tasks/${taskId}` },
    'post /v1/channels/{id}/message-templates/sync': { path: `/v1/channels/${channelId}/message-templates/sync` },
    'get /v1/message-templates': { path: `/v1/message-templates?channelId=${channelId}&status=APPROVED` },
    'get /v1/message-templates/{id}': { path: `/v1/message-templates/${templateId}` },
    'post /v1/conversations/{id}/template-messages': {
      path: `/v1/conversations/${takenOver}/template-messages`,
      body: { name: 'order_ready', language: 'fr', body: { 1: 'Zoé' } },
    },
    'post /v1/knowledge-bases': { path: '/v1/knowledge-bases', body: { name: 'Menu' } },
    'get /v1/knowledge-bases': { path: '/v1/knowledge-bases' },
    'get /v1/knowledge-bases/{id}': { path: `/v1/knowledge-bases/${base}` },
    'patch /v1/knowledge-bases/{id}': { path: `/v1/knowledge-bases/${base}`, body: { settings: { chunkTokens: 300 } } },
    'delete /v1/knowledge-bases/{id}': { path: `/v1/knowledge-bases/${spareBase}` },
    'post /v1/knowledge-bases/{id}/documents': {
      path: `/v1/knowledge-bases/${base}/documents`,
      body: { name: 'Opening hours', url: 'https://example.com/hours', metadata: { season: 'summer' } },
    },
    'get /v1/knowledge-bases/{id}/documents': { path: `/v1/knowledge-bases/${base}/documents?limit=10&state=queued` },
    'get /v1/documents/{id}': { path: `/v1/documents/${documentId}` },
    'put /v1/documents/{id}/content': {
      path: `/v1/documents/${documentId}/content`,
      file: { name: 'hours.md', content: Buffer.from('# Hours\n\n9 to 19'), mimeType: 'text/markdown' },
    },
    'get /v1/documents/{id}/content': { path: `/v1/documents/${uploadedId}/content`, mimeType: 'text/markdown' },
    'patch /v1/documents/{id}': { path: `/v1/documents/${documentId}`, body: { name: 'Hours' } },
    'post /v1/documents/{id}/reindex': { path: `/v1/documents/${documentId}/reindex` },
    'delete /v1/documents/{id}': { path: `/v1/documents/${spareDocumentId}` },
    'post /v1/knowledge-bases/{id}/hit-tests': {
      path: `/v1/knowledge-bases/${base}/hit-tests`,
      body: { query: 'When do you open?', history: [{ role: 'end_user', text: 'Hello' }] },
    },
    'get /v1/knowledge-bases/{id}/hit-tests': { path: `/v1/knowledge-bases/${base}/hit-tests?limit=5` },
    'get /v1/quotas': { path: '/v1/quotas' },
    'put /v1/quotas/{metric}/{period}': { path: '/v1/quotas/replies/day', body: { limit: 100 } },
    'get /v1/quotas/{metric}/{period}': { path: '/v1/quotas/model_tokens/month' },
    'delete /v1/quotas/{metric}/{period}': { path: '/v1/quotas/replies/day' },
    'get /v1/usage/records': { path: '/v1/usage/records?limit=10' },
    'get /v1/usage/records.csv': { path: '/v1/usage/records.csv?metric=replies' },
    'get /v1/turns': { path: '/v1/turns?limit=10' },
    'get /v1/turns/{id}': { path: `/v1/turns/${turnId}` },
    'get /v1/usage': { path: '/v1/usage?from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00%2B02:00&groupBy=day&timeZone=Europe/Paris' },
    'get /v1/messages/{id}/media': { path: `/v1/messages/${photoId}/media`, mimeType: 'image/jpeg' },
    'get /v1/end-users': { path: '/v1/end-users?limit=10' },
    'get /v1/end-users/{id}': { path: `/v1/end-users/${endUserId}` },
    'patch /v1/end-users/{id}': { path: `/v1/end-users/${endUserId}`, body: { displayName: 'Zoé Martin', notes: 'Allergic to nuts' } },
    'post /v1/end-users/{id}/block': { path: `/v1/end-users/${endUserId}/block` },
    'post /v1/end-users/{id}/unblock': { path: `/v1/end-users/${endUserId}/unblock` },
    'post /v1/end-users/{id}/opt-out': { path: `/v1/end-users/${endUserId}/opt-out` },
    'post /v1/end-users/{id}/opt-in': { path: `/v1/end-users/${endUserId}/opt-in` },
    'get /v1/end-users/{id}/export': { path: `/v1/end-users/${endUserId}/export` },
    'post /v1/end-users/{id}/erase': { path: `/v1/end-users/${toErase}/erase` },
    'get /v1/erasures': { path: '/v1/erasures?limit=10' },
    'get /v1/erasures/{id}': { path: `/v1/erasures/${erased.body.id}` },
    'post /v1/erasures/verify': { path: '/v1/erasures/verify', body: { certificate: erased.body.certificate } },
    'get /v1/retention': { path: '/v1/retention' },
    'put /v1/retention': { path: '/v1/retention', body: { messagesDays: 365, mediaDays: 30, endUsersDays: null } },
    'get /v1/conversations': { path: `/v1/conversations?limit=10&channelId=${channelId}` },
    'get /v1/conversations/counts': { path: '/v1/conversations/counts' },
    'get /v1/conversations/{id}': { path: `/v1/conversations/${conversationId}` },
    'post /v1/conversations/{id}/close': { path: `/v1/conversations/${closedId}/close`, body: { note: 'Asked in the shop' } },
    'get /v1/conversations/{id}/messages': { path: `/v1/conversations/${conversationId}/messages?afterSeq=0&limit=10` },
    'post /v1/conversations/{id}/take-over': { path: `/v1/conversations/${conversationId}/take-over` },
    'post /v1/conversations/{id}/hand-back': { path: `/v1/conversations/${conversationId}/hand-back` },
    'post /v1/conversations/{id}/media': {
      path: `/v1/conversations/${takenOver}/media`,
      file: { name: 'menu.jpg', content: Buffer.from('a photo'), mimeType: 'image/jpeg' },
      body: { caption: 'La carte du jour' },
    },
    'post /v1/conversations/{id}/messages': { path: `/v1/conversations/${takenOver}/messages`, body: { text: 'Bonjour, ici Paul.' } },
    'get /v1/conversations/{id}/turns': { path: `/v1/conversations/${conversationId}/turns` },
  };
}

/** Somebody writes for the first time. */
async function endUserOf(api: TestApi, tenant: TestTenant): Promise<string> {
  await writeInbound(api, tenant);
  return (await api.call('get', '/v1/end-users?limit=1', { key: tenant.keys.agent })).body.items[0].id as string;
}

async function makeKnowledgeBase(api: TestApi, tenant: TestTenant, name: string): Promise<string> {
  return (await api.call('post', '/v1/knowledge-bases', { key: tenant.keys.admin, body: { name } })).body.id as string;
}

/** A run that is over, as its worker leaves it. */
async function makePlaygroundRun(api: TestApi, { assistantId, tenantId, keys }: TestTenant): Promise<string> {
  const body = { messages: ['Bonjour'], waitSeconds: 0 };
  const run = await api.call('post', `/v1/assistants/${assistantId}/playground`, { key: keys.agent, body });
  await api.database.asTenant(tenantId, (scope) => finishPlaygroundRun(scope, run.body.id as string, { errorCode: 'interrupted' }));
  return run.body.id as string;
}

/** What a sync would have brought. Returns the id of one. */
async function writeTemplates(api: TestApi, { tenantId, channelId }: TestTenant): Promise<string> {
  const template = { providerTemplateId: '1', name: 'order_ready', language: 'fr', category: 'UTILITY', status: 'APPROVED' };
  return api.database.asTenant(tenantId, async (scope) => {
    await replaceTemplates(scope, channelId, [{ ...template, components: [{ type: 'BODY', text: 'Bonjour {{1}}, c’est prêt.' }] }]);
    return String((await findTemplateByName(scope, { channelId, ...template }))?.id);
  });
}
