import { sql } from 'kysely';

import type { InboundState } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';

export interface InboundSettlement {
  readonly messageIds: readonly string[];
  readonly state: Exclude<InboundState, 'received'>;
  readonly reason?: string;
  readonly turnId?: string;
}

/** Ends inbound messages that are still `received`; what another turn ended already stays as it is. */
export async function settleInbound(
  { sql: statements, tenantId }: TenantScope,
  { messageIds, state, reason, turnId }: InboundSettlement,
): Promise<void> {
  if (messageIds.length === 0) return;
  await statements
    .updateTable('messages')
    .set({ state, stateReason: reason ?? null, turnId: turnId ?? null, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', 'in', messageIds)
    .where('state', '=', 'received')
    .execute();
}
