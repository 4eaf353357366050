import { chargeTurn, finishPlaygroundRun, recordTurnEnd } from '@sylion/database';

import type { TurnDependencies } from '../turn/handle-turn.ts';
import { recordCalls } from '../turn/record-calls.ts';
import { recordPassages } from '../turn/record-passages.ts';
import type { Thoughts } from '../turn/think.ts';
import { sumTokens, trackUsage } from '../turn/track-usage.ts';
import type { Asked } from '../turn/turn.ts';
import { toRunEnd } from './to-run-end.ts';

export interface FinishedThoughts extends Pick<Thoughts, 'reply' | 'retrieved'> {
  readonly steps: readonly { readonly name: string; readonly ms: number }[];
}

/**
 * The end of a run in one transaction: its result, the record of its turn (marked as `playground`), the ledger and the settled quota.
 * What the provider was asked is charged in every case. Returns the outcome.
 */
export async function saveRun(asked: Asked, thoughts: FinishedThoughts, { database }: Pick<TurnDependencies, 'database'>): Promise<string> {
  const { reply, retrieved, steps } = thoughts;
  const end = toRunEnd(asked, thoughts);
  await database.asTenant(asked.tenantId, async (scope) => {
    await finishPlaygroundRun(scope, asked.turnId, end);
    await chargeTurn(scope, asked.turnId, trackUsage(asked, reply, retrieved.use));
    await recordTurnEnd(scope, {
      turnId: asked.turnId,
      state: 'result' in end ? 'no_reply' : 'failed',
      outcome: 'playground',
      ...('errorCode' in end && { errorCode: end.errorCode }),
      modelCalls: reply.calls.length,
      model: reply.calls.at(-1)?.model,
      ...sumTokens(reply),
      steps,
      passages: recordPassages(retrieved.passages, reply),
      retrieval: { state: retrieved.state, failedLegs: [...retrieved.failedLegs] }, // what was said goes with the run
      calls: recordCalls(asked, reply),
    });
  });
  return 'result' in end ? end.result.outcome : end.errorCode;
}
