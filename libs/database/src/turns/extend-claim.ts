import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

/** What a running turn sees of its conversation when it shows that it lives; undefined when it no longer owns it. */
export interface ClaimView {
  readonly epoch: number;
  readonly lastInboundSeq: number;
}

/** The heartbeat, in one round trip: prolongs the lease only while the claim is still ours. `scope` may stand outside a transaction. */
export async function extendClaim(
  { sql: statements, tenantId }: TenantScope,
  { conversationId, claim, leaseMs }: { readonly conversationId: string; readonly claim: number; readonly leaseMs: number },
): Promise<ClaimView | undefined> {
  const { rows } = await sql<ClaimView>`select * from extend_claim(${tenantId}, ${conversationId}, ${claim}, ${leaseMs})`.execute(
    statements,
  );
  return rows[0];
}
