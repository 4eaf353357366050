import { changeWebhookEndpoint as updateEndpoint, lockWebhookEndpoint, writeAudit } from '@sylion/database';
import { idParamsSchema, webhookEndpointChangeSchema, webhookEndpointSchema } from '@sylion/schemas';

import { formerly } from '../../http/formerly.ts';
import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';
import { audited } from './audited.ts';
import { requireTarget } from './require-target.ts';

export const changeWebhookEndpoint = defineTenantRoute({
  method: 'patch',
  path: '/v1/webhook-endpoints/{id}',
  summary: 'Change a webhook endpoint; enabled again, it gets what waited for it',
  permission: { role: 'admin', scope: 'webhooks:write' },
  params: idParamsSchema,
  body: webhookEndpointChangeSchema,
  status: 200,
  answer: webhookEndpointSchema,
  refusals: { 400: ['address_not_allowed'] },
  version: versionOf('webhookEndpoints'),
  transact: async ({ scope, tenantId, params: { id }, body, by }, { webhookTargets }) => {
    if (body.url !== undefined) requireTarget(body.url, webhookTargets);
    const endpoint = found('webhook endpoint', await lockWebhookEndpoint(scope, id));
    const changed = found('webhook endpoint', await updateEndpoint(scope, id, body));
    await writeAudit(scope.sql, {
      ...by,
      tenantId,
      action: 'webhook_endpoint.changed',
      subjectKind: 'webhook_endpoint',
      subjectId: id,
      before: audited(formerly(body, endpoint)),
      after: audited(body),
    });
    return changed;
  },
});
