import { deleteWebhookEndpoint as removeEndpoint, writeAudit } from '@sylion/database';
import { idParamsSchema } from '@sylion/schemas';

import { notFound } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';

export const deleteWebhookEndpoint = defineTenantRoute({
  method: 'delete',
  path: '/v1/webhook-endpoints/{id}',
  summary: 'Delete a webhook endpoint with its deliveries',
  permission: { role: 'admin', scope: 'webhooks:write' },
  params: idParamsSchema,
  status: 204,
  handle: ({ tenantId, params: { id }, by }, { database }) =>
    database.asTenant(tenantId, async (scope) => {
      if (!(await removeEndpoint(scope, id))) throw notFound('webhook endpoint');
      await writeAudit(scope.sql, { ...by, tenantId, action: 'webhook_endpoint.deleted', subjectKind: 'webhook_endpoint', subjectId: id });
    }),
});
