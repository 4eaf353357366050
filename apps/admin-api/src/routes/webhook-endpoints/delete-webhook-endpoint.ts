import { deleteWebhookEndpoint as removeEndpoint, writeAudit } from '@sylion/database';
import { idParamsSchema } from '@sylion/schemas';

import { notFound } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';

export const deleteWebhookEndpoint = defineTenantRoute({
  method: 'delete',
  path: '/v1/webhook-endpoints/{id}',
  summary: 'Delete a webhook endpoint with its deliveries',
  permission: { role: 'admin', scope: 'webhooks:write' },
  params: idParamsSchema,
  status: 204,
  version: versionOf('webhookEndpoints'),
  transact: async ({ scope, tenantId, params: { id }, by }) => {
    if (!(await removeEndpoint(scope, id))) throw notFound('webhook endpoint');
    await writeAudit(scope.sql, { ...by, tenantId, action: 'webhook_endpoint.deleted', subjectKind: 'webhook_endpoint', subjectId: id });
  },
});
