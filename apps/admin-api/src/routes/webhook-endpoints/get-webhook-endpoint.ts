import { findWebhookEndpoint } from '@sylion/database';
import { idParamsSchema, webhookEndpointSchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { versionOf } from '../../http/version-of.ts';
import { defineTenantRoute } from '../../route.ts';

export const getWebhookEndpoint = defineTenantRoute({
  method: 'get',
  path: '/v1/webhook-endpoints/{id}',
  summary: 'Get a webhook endpoint',
  permission: { role: 'admin', scope: 'webhooks:read' },
  params: idParamsSchema,
  status: 200,
  answer: webhookEndpointSchema,
  version: versionOf('webhookEndpoints'),
  transact: async ({ scope, params: { id } }) => found('webhook endpoint', await findWebhookEndpoint(scope, id)),
});
