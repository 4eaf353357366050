import { findWebhookEndpoint } from '@sylion/database';
import { idParamsSchema, webhookEndpointSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';

export const getWebhookEndpoint = defineTenantRoute({
  method: 'get',
  path: '/v1/webhook-endpoints/{id}',
  summary: 'Get a webhook endpoint',
  permission: { role: 'admin', scope: 'webhooks:read' },
  params: idParamsSchema,
  status: 200,
  answer: webhookEndpointSchema,
  handle: async ({ tenantId, params: { id } }, { database }) =>
    found('webhook endpoint', await database.asTenant(tenantId, (scope) => findWebhookEndpoint(scope, id))),
});
