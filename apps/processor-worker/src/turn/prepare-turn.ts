import { wantOf, type BegunTurn, type WantedByTurn } from '@sylion/database';

import { mostPromptTokens } from '../prompt/build-request.ts';
import { modelNameOf } from './announce-model-call.ts';
import { breakLoop } from './break-loop.ts';
import { paceOf, replyTooOften } from './check-pace.ts';
import { mostAmounts, replyOverQuota } from './check-quota.ts';
import { gatherContext } from './gather-context.ts';
import { replyWithoutModel } from './reply-without-model.ts';
import type { Prepared } from './think.ts';
import type { OpenTurn } from './turn.ts';

/** A turn that has not begun: what it knows so far, and what it asks for as it begins. */
export interface Preparation {
  readonly wanted: WantedByTurn;
  /** What became of it. An error that nobody foresaw is thrown here: a turn that could not be prepared begins, and fails as a turn does. */
  settle(begun: Exclude<BegunTurn, { outcome: 'changed' }>): Prepared;
}

/**
 * Steps 2 and 3 as far as they are decided before the conversation is taken: what was said, whether the model is needed at all, and what
 * asking it may cost at most.
 */
export function prepareTurn(turn: OpenTurn): Preparation {
  try {
    const context = gatherContext(turn);
    const reply = breakLoop(turn) ?? replyWithoutModel(turn);
    if (reply) return { wanted: {}, settle: () => ({ context, reply }) };
    const promptTokens = mostPromptTokens(turn, context);
    const quotas = wantOf(turn.inbox.quotas, turn.inbox.now, mostAmounts(turn, promptTokens));
    const limits = paceOf(turn);
    const wanted: WantedByTurn = {
      ...(limits && { limits }),
      ...(quotas.length > 0 && { quotas }),
      // Where documents are searched first, the model is announced after that.
      ...(context.knowledge.bases.length === 0 && { call: { model: modelNameOf(turn), promptTokens } }),
    };
    return {
      wanted,
      settle: (begun) => {
        if (begun.outcome === 'too_often') return { context, reply: replyTooOften(turn) };
        if (begun.outcome !== 'over_quota') return { context };
        const spent = quotas.find(({ quotaId }) => quotaId === begun.spentQuotaId);
        return { context, reply: replyOverQuota(turn, spent?.startsAt ?? turn.inbox.now) };
      },
    };
  } catch (error) {
    return {
      wanted: {},
      settle: () => {
        throw error;
      },
    };
  }
}
