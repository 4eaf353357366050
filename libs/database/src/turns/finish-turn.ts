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

/** Writes the turn record and gives the conversation back, if the claim is still this turn's. */
export async function finishTurn(
  scope: TenantScope,
  { conversationId, claim, ...end }: TurnEnd & { readonly conversationId: string; readonly claim: number },
): Promise<void> {
  await recordTurnEnd(scope, end);
  await scope.sql
    .updateTable('conversations')
    .set({ claimedUntil: null })
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', conversationId)
    .where('claim', '=', claim)
    .execute();
}

/** Writes the turn record, unless the turn was given up meanwhile. */
export async function recordTurnEnd({ sql: statements, tenantId }: TenantScope, end: TurnEnd): Promise<void> {
  await statements
    .updateTable('turns')
    .set({
      state: end.state,
      outcome: end.outcome,
      model: end.model ?? null,
      modelCalls: end.modelCalls,
      promptTokens: end.promptTokens,
      outputTokens: end.outputTokens,
      steps: JSON.stringify(end.steps),
      passages: JSON.stringify(end.passages),
      retrieval: JSON.stringify(end.retrieval),
      calls: JSON.stringify(end.calls),
      errorCode: end.errorCode ?? null,
      finishedAt: sql<Date>`now()`,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', end.turnId)
    .where('state', '=', 'running')
    .execute();
}
