import { sql } from 'kysely';

import type { Database, TenantScope } from '../database.ts';

export interface DueEndpoint {
  readonly tenantId: string;
  readonly endpointId: string;
  /** Its last try failed. */
  readonly isFailing: boolean;
}

/** Every enabled endpoint with a delivery that is due, however many it has: the index is walked from endpoint to endpoint. */
export async function listDueEndpoints(database: Database): Promise<DueEndpoint[]> {
  return database.asPlatform('look for due webhooks', async ({ sql: statements }) => {
    const { rows } = await sql<DueEndpoint>`
      with recursive waiting as (
        (select d.tenant_id, d.endpoint_id, d.next_attempt_at from webhook_deliveries d where d.state = 'pending'
          order by d.tenant_id, d.endpoint_id, d.next_attempt_at limit 1)
        union all
        select n.tenant_id, n.endpoint_id, n.next_attempt_at from waiting w cross join lateral (
          select d.tenant_id, d.endpoint_id, d.next_attempt_at from webhook_deliveries d
          where d.state = 'pending' and (d.tenant_id, d.endpoint_id) > (w.tenant_id, w.endpoint_id)
          order by d.tenant_id, d.endpoint_id, d.next_attempt_at limit 1) n
      )
      select w.tenant_id, w.endpoint_id, h.failing_since is not null as is_failing
      from waiting w join webhook_endpoints h on h.tenant_id = w.tenant_id and h.id = w.endpoint_id
      where h.is_enabled and w.next_attempt_at <= clock_timestamp()`.execute(statements);
    return rows;
  });
}

export type ClaimedDelivery = NonNullable<Awaited<ReturnType<typeof claimDelivery>>>;

/**
 * Takes the delivery of an endpoint that is due longest, for `leaseMs`: if nobody records by then how it ended, it is due again.
 * Undefined when there is none, or others have them all.
 */
export async function claimDelivery({ sql: statements, tenantId }: TenantScope, endpointId: string, leaseMs: number) {
  const due = await statements
    .selectFrom('webhookDeliveries as d')
    .innerJoin('webhookEndpoints as h', (join) => join.onRef('h.tenantId', '=', 'd.tenantId').onRef('h.id', '=', 'd.endpointId'))
    .innerJoin('events as e', (join) => join.onRef('e.tenantId', '=', 'd.tenantId').onRef('e.id', '=', 'd.eventId'))
    .where('d.tenantId', '=', tenantId)
    .where('d.endpointId', '=', endpointId)
    .where('d.state', '=', 'pending')
    .where('d.nextAttemptAt', '<=', sql<Date>`clock_timestamp()`)
    .where('h.isEnabled', '=', true)
    .select(['d.id', 'd.endpointId', 'd.eventId', 'e.kind', 'e.data', 'e.occurredAt', 'h.url', 'h.secretCiphertext'])
    .select(
      sql<Buffer | null>`case when h.previous_secret_until > now() then h.previous_secret_ciphertext end`.as('previousSecretCiphertext'),
    )
    .orderBy('d.nextAttemptAt')
    .limit(1)
    .forNoKeyUpdate('d')
    .skipLocked()
    .executeTakeFirst();
  if (!due) return undefined;
  const { claim, attempts } = await statements
    .updateTable('webhookDeliveries')
    .set((eb) => ({
      claim: eb('claim', '+', 1),
      attempts: eb('attempts', '+', 1),
      lastAttemptAt: sql<Date>`clock_timestamp()`,
      nextAttemptAt: sql<Date>`clock_timestamp() + ${leaseMs} * interval '1 ms'`,
    }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', due.id)
    .returning(['claim', 'attempts'])
    .executeTakeFirstOrThrow();
  return { ...due, tenantId, claim, attempts };
}
