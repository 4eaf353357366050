import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import type { UsageMetric } from '../tables.ts';
import { recordUsage, type UsageRecord } from './record-usage.ts';

/**
 * Appends what a turn used to the ledger, and charges its quotas with exactly what the ledger gained: a record that was written
 * before costs nothing again. The first charge also gives back what the turn had reserved; use that shows up later (the answer of
 * a worker that was given up, a summary) is added.
 */
export async function chargeTurn(scope: TenantScope, turnId: string, records: readonly UsageRecord[]): Promise<void> {
  const gained = await recordUsage(scope, records);
  const sum = (...metrics: UsageMetric[]): number =>
    gained.filter(({ metric }) => metrics.includes(metric)).reduce((total, { amount }) => total + amount, 0);
  const { sql: statements, tenantId } = scope;
  await sql`
    with reservation as (
      select r.quota_id, r.starts_at, case r.state when 'held' then r.amount else 0 end as held,
        case q.metric when 'replies' then ${sum('replies')}::bigint else ${sum('model_prompt_tokens', 'model_output_tokens')}::bigint end as used
      from quota_reservations r join quotas q on q.tenant_id = r.tenant_id and q.id = r.quota_id
      where r.tenant_id = ${tenantId} and r.turn_id = ${turnId} for update of r
    ), settled as (
      update quota_reservations r set state = 'settled', settled_amount = coalesce(r.settled_amount, 0) + v.used
      from reservation v where r.tenant_id = ${tenantId} and r.turn_id = ${turnId} and r.quota_id = v.quota_id
    )
    update quota_periods p set used = p.used + v.used, reserved = p.reserved - v.held
    from reservation v where p.tenant_id = ${tenantId} and p.quota_id = v.quota_id and p.starts_at = v.starts_at`.execute(statements);
}
