import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { amountFor, chargeQuotas } from '../quotas/charge-quotas.ts';
import { recordUsage, type UsageRecord } from './record-usage.ts';

/**
 * Appends what a turn used to the ledger, and charges its quotas with exactly what the ledger gained: a record that was written
 * before costs nothing again. The first charge also gives back what the turn had reserved; use that shows up later (the answer of
 * a worker that was given up, a summary) is added. What was not reserved, the embedding of a question, is counted as it is.
 */
export async function chargeTurn(scope: TenantScope, turnId: string, records: readonly UsageRecord[]): Promise<void> {
  const gained = await recordUsage(scope, records);
  const { sql: statements, tenantId } = scope;
  await sql`
    with reservation as (
      select r.quota_id, r.starts_at, case r.state when 'held' then r.amount else 0 end as held,
        case q.metric when 'replies' then ${amountFor('replies', gained)}::bigint else ${amountFor('model_tokens', gained)}::bigint end as used
      from quota_reservations r
        join quotas q on q.tenant_id = r.tenant_id and q.id = r.quota_id
        join quota_periods p on p.tenant_id = r.tenant_id and p.quota_id = r.quota_id and p.starts_at = r.starts_at
      where r.tenant_id = ${tenantId} and r.turn_id = ${turnId} order by r.quota_id for no key update of r, p
    ), settled as (
      update quota_reservations r set state = 'settled', settled_amount = coalesce(r.settled_amount, 0) + v.used
      from reservation v where r.tenant_id = ${tenantId} and r.turn_id = ${turnId} and r.quota_id = v.quota_id
    )
    update quota_periods p set used = p.used + v.used, reserved = p.reserved - v.held
    from reservation v where p.tenant_id = ${tenantId} and p.quota_id = v.quota_id and p.starts_at = v.starts_at`.execute(statements);
  await chargeQuotas(scope, ['embedding_tokens'], gained);
}
