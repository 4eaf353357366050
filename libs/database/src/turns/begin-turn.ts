import { sql } from 'kysely';

import type { EndUserLimits } from '@sylion/schemas';

import type { Database, TenantScope } from '../database.ts';
import type { WantedQuota } from '../quotas/reserve-quota.ts';
import { abandonTurns } from './abandon-turns.ts';
import type { Inbox } from './inbox.ts';

interface NewTurn {
  readonly turnId: string;
  readonly conversationId: string;
  readonly assistantId: string;
  /** The version of the assistant that answers. */
  readonly assistantVersion: number | null;
  readonly leaseMs: number;
}

/** What a turn asks for as it begins, as far as it asks for any: nothing, where the model is not needed. */
export interface WantedByTurn {
  /** Not to have answered its end user this often. */
  readonly limits?: EndUserLimits;
  readonly quotas?: readonly WantedQuota[];
  /** The model is asked at once, with a prompt of about this size: should this process die, that is what is charged. */
  readonly call?: { readonly model: string; readonly promptTokens: number };
}

/**
 * `changed`: somebody took, changed or wrote in the conversation since it was looked at, and nothing was done. `begun`: it is ours;
 * `too_often`, `over_quota`: it is ours, but the model may not be asked, and nothing was reserved.
 */
export type BegunTurn =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'begun' | 'too_often'; readonly claim: number }
  | { readonly outcome: 'over_quota'; readonly claim: number; readonly spentQuotaId: string };

/**
 * Takes the conversation of `seen` with a higher claim than anyone before, records the turn and reserves what it wants, all in one round
 * trip; unless the conversation changed meanwhile.
 */
export async function beginTurn(
  database: Pick<Database, 'asTenant' | 'callAsTenant'>,
  tenantId: string,
  turn: NewTurn & { readonly seen: Pick<Inbox, 'endUserId' | 'claim' | 'epoch' | 'lastInboundSeq'>; readonly wanted: WantedByTurn },
): Promise<BegunTurn> {
  const { endUserId, claim, epoch, lastInboundSeq } = turn.seen;
  const text = JSON.stringify({ ...turn, endUserId, seen: { claim, epoch, lastInboundSeq } });
  const begun = await database.callAsTenant(tenantId, (scope) => begin(scope, text));
  if (begun.outcome !== 'left_running') return begun;
  // Once more, with the conversation locked while the turn of the dead worker is ended and charged.
  return database.asTenant(tenantId, async (scope) => {
    const locked = await begin(scope, text);
    if (locked.outcome !== 'left_running') return locked;
    await abandonTurns(scope, { conversationId: turn.conversationId });
    const again = await begin(scope, text);
    if (again.outcome === 'left_running') throw new Error('a turn still runs that was just abandoned');
    return again;
  });
}

async function begin({ sql: statements, tenantId }: TenantScope, turn: string): Promise<BegunTurn | { readonly outcome: 'left_running' }> {
  const { rows } = await sql<BegunTurn | { readonly outcome: 'left_running' }>`select * from begin_turn(${tenantId}, ${turn})`.execute(
    statements,
  );
  return rows[0] ?? { outcome: 'changed' };
}
