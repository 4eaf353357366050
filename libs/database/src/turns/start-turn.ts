import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

export interface NewTurn {
  readonly turnId: string;
  readonly conversationId: string;
  readonly assistantId: string;
  /** The version of the assistant that answers. */
  readonly assistantVersion: number | null;
  readonly leaseMs: number;
}

/** Raises the claim of a conversation, takes it for `leaseMs`, and records the turn, whatever else is under way there. Returns the claim. */
export async function startTurn({ sql: statements, tenantId }: TenantScope, turn: NewTurn & { readonly epoch: number }): Promise<number> {
  const { rows } = await sql<{ claim: number }>`
    select start_turn(${tenantId}, ${JSON.stringify(turn)}, false, null) as claim`.execute(statements);
  return rows[0]?.claim ?? 0;
}
