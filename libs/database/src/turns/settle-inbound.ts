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
export async function settleInbound({ sql: statements, tenantId }: TenantScope, { turnId, ...settled }: InboundSettlement): Promise<void> {
  await sql`select settle_inbound(${tenantId}, ${turnId ?? null}, ${JSON.stringify(settled)})`.execute(statements);
}
