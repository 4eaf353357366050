import { lockWebhookEndpoint, writeAudit, writeTestEvent } from '@sylion/database';
import { idParamsSchema, webhookTestSchema } from '@sylion/schemas';

import { conflict, found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';

/** The test goes the whole way: it is an event like any other, for this endpoint alone. */
export const testWebhookEndpoint = defineTenantRoute({
  method: 'post',
  path: '/v1/webhook-endpoints/{id}/test',
  summary: 'Send a test event to a webhook endpoint, whatever kinds it wants; its deliveries tell how it went',
  permission: { role: 'admin', scope: 'webhooks:write' },
  params: idParamsSchema,
  status: 201,
  answer: webhookTestSchema,
  conflicts: ['endpoint_disabled'],
  transact: async ({ scope, tenantId, params: { id }, by }) => {
    const { isEnabled } = found('webhook endpoint', await lockWebhookEndpoint(scope, id));
    if (!isEnabled) throw conflict('endpoint_disabled', 'enable the endpoint first');
    await writeAudit(scope.sql, { ...by, tenantId, action: 'webhook_endpoint.tested', subjectKind: 'webhook_endpoint', subjectId: id });
    return { eventId: await writeTestEvent(scope, id) };
  },
});
