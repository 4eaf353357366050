import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

/** What a running turn sees of its conversation when it shows that it lives; undefined when it no longer owns it. */
export interface ClaimView {
  readonly epoch: number;
  readonly lastInboundSeq: number;
}

/** The heartbeat: prolongs the lease only while the claim is still ours. */
export async function extendClaim(
  { sql: statements, tenantId }: TenantScope,
  turn: { conversationId: string; claim: number; leaseMs: number },
): Promise<ClaimView | undefined> {
  return statements
    .updateTable('conversations')
    .set({ claimedUntil: sql<Date>`clock_timestamp() + ${turn.leaseMs} * interval '1 ms'` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', turn.conversationId)
    .where('claim', '=', turn.claim)
    .returning(['epoch', 'lastInboundSeq'])
    .executeTakeFirst();
}
