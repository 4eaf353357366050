import { sql } from 'kysely';

import type { Locale } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import type { NewOutbound } from '../messages/insert-outbound.ts';
import { toLedger, type UsageRecord } from '../usage/usage-record.ts';
import type { LockedConversation } from './lock-turn.ts';
import type { TurnEnd } from './record-turn-end.ts';
import type { InboundSettlement } from './settle-inbound.ts';

/** What an end user is told once, and remembered as told. */
export type Told = 'welcome' | 'closed' | 'over_quota' | 'rate_limited';

/** Everything that a turn commits. */
export interface TurnEnding extends TurnEnd {
  readonly conversationId: string;
  readonly claim: number;
  readonly endUserId: string;
  /** The language in which the end user writes. */
  readonly locale?: Locale;
  readonly settled?: Omit<InboundSettlement, 'turnId'>;
  readonly bubble?: NewOutbound;
  /** `unknownCount`: questions in a row about which nothing was known; undefined leaves it as it is. */
  readonly noted: { readonly told: readonly Told[]; readonly unknownCount?: number };
  readonly usage: readonly UsageRecord[];
}

/**
 * Commits all of `ending` in one round trip, and gives the conversation back: reply, the end of its messages, turn record, ledger and
 * quotas. With `seen` only if the conversation still is as it was seen: false otherwise, and nothing was written; without, the caller
 * holds its lock.
 */
export async function endTurn(
  { sql: statements, tenantId }: TenantScope,
  ending: TurnEnding & { readonly seen?: Pick<LockedConversation, 'claim' | 'epoch' | 'lastInboundSeq'> },
): Promise<boolean> {
  const text = JSON.stringify({ ...ending, usage: toLedger(ending.usage) });
  const { rows } = await sql<{ isSaved: boolean }>`select end_turn(${tenantId}, ${text}) as is_saved`.execute(statements);
  return rows[0]?.isSaved === true;
}
