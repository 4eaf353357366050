import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { readPage, type PageOrder, type PageRequest } from '../pages/read-page.ts';

const latestFirst: PageOrder = {
  direction: 'desc',
  by: [
    { column: sql.ref('d.created_at'), type: 'time' },
    { column: sql.ref('d.id'), type: 'uuid' },
  ],
};

const selectDeliveries = ({ sql: statements, tenantId }: TenantScope) =>
  statements
    .selectFrom('webhookDeliveries as d')
    .innerJoin('events as e', (join) => join.onRef('e.tenantId', '=', 'd.tenantId').onRef('e.id', '=', 'd.eventId'))
    .where('d.tenantId', '=', tenantId)
    .select(['d.id', 'd.endpointId', 'd.eventId', 'e.kind', 'd.state', 'd.attempts', 'd.lastAttemptAt', 'd.lastStatus', 'd.lastError'])
    .select(['d.lastDurationMs', 'd.deliveredAt', 'd.createdAt'])
    .select(sql<Date | null>`case when d.state = 'pending' then d.next_attempt_at end`.as('nextAttemptAt'));

/** The deliveries to an endpoint, latest first. */
export async function listWebhookDeliveries(
  scope: TenantScope,
  page: PageRequest & { endpointId: string; state?: 'pending' | 'delivered' | 'dead' },
) {
  let query = selectDeliveries(scope).where('d.endpointId', '=', page.endpointId);
  if (page.state !== undefined) query = query.where('d.state', '=', page.state);
  return readPage(query, latestFirst, page);
}

/** Has a delivery tried now: one that ended begins again with all its tries, one that waits does not wait. Undefined: there is none such. */
export async function redeliver(scope: TenantScope, deliveryId: string) {
  await scope.sql
    .updateTable('webhookDeliveries')
    .set({
      attempts: sql<number>`case when state = 'pending' then attempts else 0 end`,
      state: 'pending',
      nextAttemptAt: sql<Date>`clock_timestamp()`,
    })
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', deliveryId)
    .execute();
  return selectDeliveries(scope).where('d.id', '=', deliveryId).executeTakeFirst();
}
