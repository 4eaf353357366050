import type { Told, TurnEnding } from '@sylion/database';

import { countUnknown } from './count-unknown.ts';
import { wasToldOfOutage } from './note-restraint.ts';
import { recordCalls } from './record-calls.ts';
import { recordPassages } from './record-passages.ts';
import type { RetrievedKnowledge } from './retrieve-knowledge.ts';
import { sumTokens, trackUsage } from './track-usage.ts';
import type { Reply, Turn } from './turn.ts';
import { textOfTurn } from './voice-of.ts';

/** What a turn says in the end, if it says anything. */
export interface Words {
  readonly author: 'assistant' | 'system';
  readonly text: string;
}

export type Ending = Omit<TurnEnding, 'bubble'> & { readonly words?: Words };

/** All that is written down of a turn that decided on `reply`; the rules are here, the writing is `endTurn`'s. */
export function endingOf(
  turn: Turn,
  reply: Reply,
  retrieved: RetrievedKnowledge,
  steps: readonly { readonly name: string; readonly ms: number }[],
): Ending {
  const { words, settled, told = [], ...end } = endOf(turn, reply);
  const unknownCount = unknownAfter(turn, reply, retrieved);
  return {
    turnId: turn.turnId,
    conversationId: turn.conversationId,
    claim: turn.claim,
    endUserId: turn.inbox.endUserId,
    ...(turn.settings.language === 'end_user' && { locale: turn.locale }),
    ...end,
    ...(words && { words }),
    ...(settled && { settled: { messageIds: turn.inbox.unanswered.map(({ id }) => id), ...settled } }),
    noted: { told, ...(unknownCount !== undefined && { unknownCount }) },
    modelCalls: reply.calls.length,
    ...(reply.calls.length > 0 && { model: reply.calls.at(-1)?.model }),
    ...sumTokens(reply),
    steps,
    passages: recordPassages(retrieved.passages, reply),
    retrieval: { state: retrieved.state, question: retrieved.question, failedLegs: [...retrieved.failedLegs] },
    calls: recordCalls(turn, reply),
    usage: trackUsage(turn, reply, retrieved.use),
  };
}

type End = Pick<Ending, 'state' | 'outcome' | 'errorCode' | 'words'> & {
  readonly settled?: Omit<NonNullable<Ending['settled']>, 'messageIds'>;
  readonly told?: readonly Told[];
};

function endOf(turn: Turn, reply: Reply): End {
  switch (reply.kind) {
    case 'answer':
      if (reply.handOffReason !== undefined)
        return {
          state: 'replied',
          outcome: 'handed_off',
          settled: { state: 'handed_off', reason: 'asked_for_a_human' },
          words: { author: 'assistant', text: reply.text.trim() || textOfTurn('handedOff', turn) },
        };
      return {
        state: 'replied',
        outcome: 'answered',
        settled: { state: 'answered' },
        words: { author: 'assistant', text: reply.text },
        told: [
          ...(reply.told?.welcome === undefined ? [] : (['welcome'] as const)),
          ...(reply.told?.closedNote === undefined ? [] : (['closed'] as const)),
        ],
      };
    case 'fixed':
      return {
        state: 'no_reply',
        outcome: reply.reason,
        settled: isConsent(reply) ? { state: 'answered' } : { state: 'skipped', reason: reply.reason },
        words: fixedWords(reply.textKey, turn),
        told: toldBy(reply.reason),
      };
    case 'hand_off':
      return {
        state: 'replied',
        outcome: 'handed_off',
        settled: { state: 'handed_off', reason: reply.reason },
        words: fixedWords(reply.textKey, turn),
      };
    case 'apology':
      return {
        state: 'failed',
        outcome: 'model_failed',
        errorCode: reply.errorCode,
        settled: { state: 'skipped', reason: 'model_failed' },
        ...(!wasToldOfOutage(turn) && { words: fixedWords('apology', turn) }),
      };
    case 'postponed':
      return {
        state: 'failed',
        outcome: 'postponed',
        errorCode: reply.errorCode,
        ...(!wasToldOfOutage(turn) && { words: fixedWords('answerComesLater', turn) }),
      };
    case 'relayed':
      return {
        state: 'failed',
        outcome: 'handed_off',
        errorCode: reply.errorCode,
        settled: { state: 'handed_off', reason: 'model_failed' },
        words: fixedWords('handedOff', turn),
      };
    case 'silence':
      return { state: 'no_reply', outcome: reply.reason, settled: { state: 'skipped', reason: reply.reason } };
    case 'retry':
      return { state: 'failed', outcome: 'model_failed_for_now', errorCode: reply.errorCode };
    case 'restart':
      return { state: 'no_reply', outcome: 'restarted' };
    case 'lost':
      return { state: 'no_reply', outcome: reply.reason };
  }
}

export const isConsent = (reply: Reply): boolean => reply.kind === 'fixed' && (reply.reason === 'opted_out' || reply.reason === 'opted_in');

const fixedWords = (key: Parameters<typeof textOfTurn>[0], turn: Turn): Words => ({ author: 'system', text: textOfTurn(key, turn) });

/** What one of our own sentences tells, so that it is not told again. */
function toldBy(reason: string): Told[] {
  if (reason === 'outside_business_hours') return ['closed'];
  return reason === 'over_quota' || reason === 'rate_limited' ? [reason] : [];
}

/** Undefined where the turn says nothing about it. Whoever was passed on begins anew with the assistant. */
function unknownAfter(turn: Turn, reply: Reply, retrieved: RetrievedKnowledge): number | undefined {
  if (reply.kind === 'hand_off') return 0;
  return reply.kind === 'answer' ? countUnknown(turn, retrieved) : undefined;
}
