import { redeliver, writeAudit } from '@sylion/database';
import { idParamsSchema, webhookDeliverySchema } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';

export const redeliverWebhook = defineTenantRoute({
  method: 'post',
  path: '/v1/webhook-deliveries/{id}/redeliver',
  summary: 'Deliver an event to its endpoint again, now, under the same webhook-id',
  permission: { role: 'admin', scope: 'webhooks:write' },
  params: idParamsSchema,
  status: 200,
  answer: webhookDeliverySchema,
  transact: async ({ scope, tenantId, params: { id }, by }) => {
    const delivery = found('delivery', await redeliver(scope, id));
    await writeAudit(scope.sql, {
      ...by,
      tenantId,
      action: 'webhook_delivery.redelivered',
      subjectKind: 'webhook_delivery',
      subjectId: id,
    });
    return delivery;
  },
});
