import { reserveQuota, type ReservedAmounts } from '@sylion/database';

import { mostPromptTokens } from '../prompt/build-request.ts';
import { announceModelCall } from './announce-model-call.ts';
import type { TurnContext } from './gather-context.ts';
import type { TurnDependencies } from './handle-turn.ts';
import type { Asked, Reply } from './turn.ts';

/**
 * Step 3 in the playground: reserves the most that the model can cost, in one transaction with the note that it will be asked, unless
 * documents are searched before that. A turn of a conversation reserves as it begins: `claimTurn`.
 */
export async function checkQuota(
  turn: Asked,
  context: TurnContext,
  { database }: Pick<TurnDependencies, 'database'>,
): Promise<Reply | undefined> {
  const { turnId, inbox } = turn;
  const promptTokens = mostPromptTokens(turn, context);
  const answer = await database.asTenant(turn.tenantId, async (scope) => {
    const reserved = await reserveQuota(scope, { turnId, now: inbox.now, amounts: mostAmounts(turn, promptTokens) });
    if (reserved.isReserved && context.knowledge.bases.length === 0) await announceModelCall(scope, turn, promptTokens);
    return reserved;
  });
  return answer.isReserved ? undefined : replyOverQuota(turn, answer.periodStartedAt);
}

/** One reply (none in the playground), and the most tokens it can cost. */
export const mostAmounts = ({ channelId, settings }: Omit<Asked, 'turnId'>, promptTokens: number): ReservedAmounts => ({
  replies: channelId === null ? 0 : 1,
  model_tokens: promptTokens + settings.maxOutputTokens,
});

/** Over quota: one polite sentence per period, and silence after it. */
export function replyOverQuota({ inbox: { overQuotaNotifiedAt } }: Pick<Asked, 'inbox'>, periodStartedAt: Date): Reply {
  const wasTold = overQuotaNotifiedAt !== null && overQuotaNotifiedAt >= periodStartedAt;
  return wasTold
    ? { kind: 'silence', reason: 'over_quota', calls: [] }
    : { kind: 'fixed', textKey: 'overQuota', reason: 'over_quota', calls: [] };
}
