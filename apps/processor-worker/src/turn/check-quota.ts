import { reserveQuota } from '@sylion/database';

import { mostPromptTokens } from '../prompt/build-request.ts';
import { announceModelCall } from './announce-model-call.ts';
import type { TurnContext } from './gather-context.ts';
import type { TurnDependencies } from './handle-turn.ts';
import type { Asked, Reply } from './turn.ts';

/**
 * Step 3: reserves one reply (none in the playground) and the most tokens it can cost, in one transaction with the note that the model will be asked, unless
 * documents are searched before that.
 * Over quota: one polite sentence per period, and silence after it.
 */
export async function checkQuota(
  turn: Asked,
  context: TurnContext,
  { database }: Pick<TurnDependencies, 'database'>,
): Promise<Reply | undefined> {
  const promptTokens = mostPromptTokens(turn, context);
  const answer = await database.asTenant(turn.tenantId, async (scope) => {
    const reserved = await reserveQuota(scope, {
      turnId: turn.turnId,
      now: turn.inbox.now,
      amounts: { replies: turn.channelId === null ? 0 : 1, model_tokens: promptTokens + turn.settings.maxOutputTokens },
    });
    if (reserved.isReserved && context.knowledge.bases.length === 0) await announceModelCall(scope, turn, promptTokens);
    return reserved;
  });
  if (answer.isReserved) return undefined;
  const wasTold = turn.inbox.overQuotaNotifiedAt !== null && turn.inbox.overQuotaNotifiedAt >= answer.periodStartedAt;
  return wasTold
    ? { kind: 'silence', reason: 'over_quota', calls: [] }
    : { kind: 'fixed', textKey: 'overQuota', reason: 'over_quota', calls: [] };
}
