import { sql } from 'kysely';

import type { TurnCall, TurnPassage, TurnRetrieval } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';

export interface TurnEnd {
  readonly turnId: string;
  readonly state: 'replied' | 'no_reply' | 'failed';
  readonly outcome: string;
  readonly model?: string;
  readonly modelCalls: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly steps: readonly { name: string; ms: number }[];
  /** What of the tenant's knowledge stood in the prompt. */
  readonly passages: readonly TurnPassage[];
  readonly retrieval: TurnRetrieval;
  readonly calls: readonly TurnCall[];
  readonly errorCode?: string;
}

/** Writes the turn record, unless the turn was given up meanwhile. */
export async function recordTurnEnd({ sql: statements, tenantId }: TenantScope, end: TurnEnd): Promise<void> {
  await sql`select record_turn_end(${tenantId}, ${JSON.stringify(end)})`.execute(statements);
}
