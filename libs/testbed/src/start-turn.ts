import type { TenantScope } from '@sylion/database';

/**
 * Raises the claim of a conversation, takes it for `leaseMs`, and records the turn, whatever else is under way there: the worker whose
 * turn a test needs and does not play. Returns the claim.
 */
export async function startTurn(
  { sql, tenantId }: TenantScope,
  turn: {
    readonly turnId: string;
    readonly conversationId: string;
    readonly assistantId: string;
    readonly assistantVersion: number | null;
    readonly epoch: number;
    readonly leaseMs: number;
  },
): Promise<number> {
  const { claim } = await sql
    .selectNoFrom((build) =>
      build
        .fn<number>(
          'start_turn',
          [tenantId, JSON.stringify(turn), false, null].map((value) => build.val(value)),
        )
        .as('claim'),
    )
    .executeTakeFirstOrThrow();
  return claim;
}
