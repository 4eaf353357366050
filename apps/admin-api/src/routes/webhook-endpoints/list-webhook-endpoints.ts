import { listWebhookEndpoints as readEndpoints } from '@sylion/database';
import { pageOf, pageQuerySchema, webhookEndpointSchema } from '@sylion/schemas';

import { defineTenantRoute } from '../../route.ts';

export const listWebhookEndpoints = defineTenantRoute({
  method: 'get',
  path: '/v1/webhook-endpoints',
  summary: 'List the webhook endpoints',
  permission: { role: 'admin', scope: 'webhooks:read' },
  query: pageQuerySchema,
  status: 200,
  answer: pageOf(webhookEndpointSchema),
  handle: ({ tenantId, query }, { database }) => database.asTenant(tenantId, (scope) => readEndpoints(scope, query)),
});
