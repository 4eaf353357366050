import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

/** Turns what a turn held into what it really used, once: a reservation that is settled already stays as it is. */
export async function settleQuota({ sql: statements, tenantId }: TenantScope, settlement: { turnId: string; replies: number; modelTokens: number }): Promise<void> {
  await sql`
    with settled as (
      update quota_reservations r
      set state = 'settled', settled_amount = case q.metric when 'replies' then ${settlement.replies}::bigint else ${settlement.modelTokens}::bigint end
      from quotas q
      where r.tenant_id = ${tenantId} and r.turn_id = ${settlement.turnId} and r.state = 'held' and q.tenant_id = r.tenant_id and q.id = r.quota_id
      returning r.quota_id, r.starts_at, r.amount, r.settled_amount
    )
    update quota_periods p set used = p.used + s.settled_amount, reserved = p.reserved - s.amount
    from settled s where p.tenant_id = ${tenantId} and p.quota_id = s.quota_id and p.starts_at = s.starts_at`.execute(statements);
}
