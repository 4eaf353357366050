import { findWebhookEndpoint, listWebhookDeliveries as readDeliveries } from '@sylion/database';
import { idParamsSchema, pageOf, webhookDeliveriesQuerySchema, webhookDeliverySchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';

export const listWebhookDeliveries = defineTenantRoute({
  method: 'get',
  path: '/v1/webhook-endpoints/{id}/deliveries',
  summary: 'List the deliveries to a webhook endpoint, latest first, with how the last try of each ended',
  permission: { role: 'admin', scope: 'webhooks:read' },
  params: idParamsSchema,
  query: webhookDeliveriesQuerySchema,
  status: 200,
  answer: pageOf(webhookDeliverySchema),
  handle: ({ tenantId, params: { id: endpointId }, query }, { database }) =>
    database.asTenant(tenantId, async (scope) => {
      found('webhook endpoint', await findWebhookEndpoint(scope, endpointId));
      return readDeliveries(scope, { endpointId, ...query });
    }),
});
