import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

export interface NewTurn {
  readonly turnId: string;
  readonly conversationId: string;
  readonly assistantId: string;
  /** The version of the assistant that answers. */
  readonly assistantVersion: number | null;
  readonly epoch: number;
  readonly leaseMs: number;
}

/** Raises the claim of a locked conversation, takes it for `leaseMs`, and records the turn. Returns the claim. */
export async function startTurn({ sql: statements, tenantId }: TenantScope, turn: NewTurn): Promise<number> {
  const { claim, channelId } = await statements
    .updateTable('conversations')
    .set((eb) => ({
      claim: eb('claim', '+', 1),
      claimedUntil: sql<Date>`clock_timestamp() + ${turn.leaseMs} * interval '1 ms'`,
      updatedAt: sql<Date>`now()`,
    }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', turn.conversationId)
    .returning(['claim', 'channelId'])
    .executeTakeFirstOrThrow();
  await statements
    .insertInto('turns')
    .values({
      tenantId,
      id: turn.turnId,
      conversationId: turn.conversationId,
      channelId,
      assistantId: turn.assistantId,
      assistantVersion: turn.assistantVersion,
      claim,
      epoch: turn.epoch,
      model: null,
      outcome: null,
      errorCode: null,
    })
    .execute();
  return claim;
}
