import { mayCommit } from '@sylion/conversation';
import {
  changeConsent,
  changeSpeaker,
  chargeTurn,
  chargeUsage,
  finishTurn,
  insertOutbound,
  lockTurn,
  noteLocale,
  noteOverQuota,
  noteTold,
  noteUnknown,
  settleInbound,
  type TenantScope,
} from '@sylion/database';
import { newId } from '@sylion/schemas';

import type { TurnDependencies } from './handle-turn.ts';
import { noteRestraint, wasToldOfOutage } from './note-restraint.ts';
import { recordCalls } from './record-calls.ts';
import { recordPassages } from './record-passages.ts';
import type { RetrievedKnowledge } from './retrieve-knowledge.ts';
import { countUnknown } from './count-unknown.ts';
import { sumTokens, trackUsage } from './track-usage.ts';
import type { Reply, Turn } from './turn.ts';
import { textOfTurn } from './voice-of.ts';

export interface SavedReply {
  /** What was committed: not what was decided, if the turn had lost the conversation by then or was overtaken. */
  readonly reply: Reply;
  /** The turn's outcome as it stands in its record. */
  readonly outcome: string;
  readonly hasBubbles: boolean;
}

/**
 * Step 6: commits everything a turn decided in one transaction, guarded by claim and epoch: the reply (which is the outbox), the end
 * of its messages, the turn record, the usage records and the settled quota. What the provider was asked is charged in every case.
 */
export async function saveReply(
  turn: Turn,
  reply: Reply,
  retrieved: RetrievedKnowledge,
  steps: readonly { name: string; ms: number }[],
  { database }: Pick<TurnDependencies, 'database'>,
): Promise<SavedReply> {
  return database.asTenant(turn.tenantId, async (scope) => {
    const current = await lockTurn(scope, turn.conversationId);
    if (!current) return chargeErased(scope, turn, reply, retrieved);
    const permission = mayCommit(turn, current);
    const isObsolete = reply.kind === 'answer' && current.lastInboundSeq > turn.throughSeq && !turn.isFinal;
    const decided: Reply = !permission.commit
      ? { kind: 'lost', reason: permission.reason, calls: reply.calls }
      : isObsolete
        ? { kind: 'restart', calls: reply.calls }
        : reply;
    const end = await commit(scope, turn, decided);
    await chargeTurn(scope, turn.turnId, trackUsage(turn, decided, retrieved.use));
    await finishTurn(scope, {
      turnId: turn.turnId,
      conversationId: turn.conversationId,
      claim: turn.claim,
      ...end,
      modelCalls: decided.calls.length,
      model: decided.calls.at(-1)?.model,
      ...sumTokens(decided),
      steps,
      passages: recordPassages(retrieved.passages, decided),
      retrieval: { state: retrieved.state, question: retrieved.question, failedLegs: [...retrieved.failedLegs] },
      calls: recordCalls(turn, decided),
    });
    if (turn.settings.language === 'end_user') await noteLocale(scope, turn.inbox.endUserId, turn.locale);
    await noteRestraint(scope, turn, decided);
    await noteUnknown(scope, turn.conversationId, unknownAfter(turn, decided, retrieved));
    return { reply: decided, outcome: end.outcome, hasBubbles: ['answer', 'fixed', 'hand_off', 'apology'].includes(decided.kind) };
  });
}

/** The conversation was erased while the model thought: there is nobody to answer and nothing to write but what was used. */
async function chargeErased(scope: TenantScope, turn: Turn, reply: Reply, retrieved: RetrievedKnowledge): Promise<SavedReply> {
  const lost: Reply = { kind: 'lost', reason: 'erased', calls: reply.calls };
  await chargeUsage(
    scope,
    trackUsage(turn, lost, retrieved.use).map((record) => ({ ...record, turnId: null })), // the ledger does not learn whose it was
  );
  return { reply: lost, outcome: lost.reason, hasBubbles: false };
}

interface End {
  readonly state: 'replied' | 'no_reply' | 'failed';
  readonly outcome: string;
  readonly errorCode?: string;
}

async function commit(scope: TenantScope, turn: Turn, reply: Reply): Promise<End> {
  const { conversationId, turnId } = turn;
  const messageIds = turn.inbox.unanswered.map(({ id }) => id);
  switch (reply.kind) {
    case 'answer': {
      if (reply.handOffReason !== undefined) {
        await settleInbound(scope, { messageIds, state: 'handed_off', reason: 'asked_for_a_human', turnId });
        const epoch = await takeOver(scope, turn, 'asked_for_a_human'); // the model's own words may name the person: the audit log outlives them
        await say(scope, turn, 'assistant', reply.text.trim() || textOfTurn('handedOff', turn), epoch);
        return { state: 'replied', outcome: 'handed_off' };
      }
      await settleInbound(scope, { messageIds, state: 'answered', turnId });
      await say(scope, turn, 'assistant', reply.text, turn.epoch);
      await noteTold(scope, conversationId, {
        isWelcomed: reply.told?.welcome !== undefined,
        isClosed: reply.told?.closedNote !== undefined,
      });
      return { state: 'replied', outcome: 'answered' };
    }
    case 'fixed': {
      const isConsent = reply.reason === 'opted_out' || reply.reason === 'opted_in';
      await settleInbound(
        scope,
        isConsent ? { messageIds, state: 'answered', turnId } : { messageIds, state: 'skipped', reason: reply.reason, turnId },
      );
      const epochs = isConsent
        ? await changeConsent(scope, {
            endUserId: turn.inbox.endUserId,
            isOptedOut: reply.reason === 'opted_out',
            actor: { kind: 'end_user', id: turn.inbox.endUserId },
            messageId: messageIds.at(-1) ?? turnId,
          })
        : undefined;
      const epoch = epochs?.get(conversationId) ?? turn.epoch;
      if (reply.reason === 'over_quota') await noteOverQuota(scope, conversationId);
      await noteTold(scope, conversationId, { isClosed: reply.reason === 'outside_business_hours' });
      await say(scope, turn, 'system', textOfTurn(reply.textKey, turn), epoch);
      return { state: 'no_reply', outcome: reply.reason };
    }
    case 'hand_off': {
      await settleInbound(scope, { messageIds, state: 'handed_off', reason: reply.reason, turnId });
      const epoch = await takeOver(scope, turn, reply.reason);
      await say(scope, turn, 'system', textOfTurn(reply.textKey, turn), epoch);
      return { state: 'replied', outcome: 'handed_off' };
    }
    case 'apology':
      await settleInbound(scope, { messageIds, state: 'skipped', reason: 'model_failed', turnId });
      if (!wasToldOfOutage(turn)) await say(scope, turn, 'system', textOfTurn('apology', turn), turn.epoch);
      return { state: 'failed', outcome: 'model_failed', errorCode: reply.errorCode };
    case 'postponed':
      if (!wasToldOfOutage(turn)) await say(scope, turn, 'system', textOfTurn('answerComesLater', turn), turn.epoch);
      return { state: 'failed', outcome: 'postponed', errorCode: reply.errorCode };
    case 'relayed': {
      await settleInbound(scope, { messageIds, state: 'handed_off', reason: 'model_failed', turnId });
      const epoch = await takeOver(scope, turn, 'model_failed');
      await say(scope, turn, 'system', textOfTurn('handedOff', turn), epoch);
      return { state: 'failed', outcome: 'handed_off', errorCode: reply.errorCode };
    }
    case 'silence':
      await settleInbound(scope, { messageIds, state: 'skipped', reason: reply.reason, turnId });
      return { state: 'no_reply', outcome: reply.reason };
    case 'retry':
      return { state: 'failed', outcome: 'model_failed_for_now', errorCode: reply.errorCode };
    case 'restart':
      return { state: 'no_reply', outcome: 'restarted' };
    case 'lost':
      return { state: 'no_reply', outcome: reply.reason };
  }
}

/** Gives the conversation to a human. Returns its epoch from now on, which the words that say so belong to. */
async function takeOver(scope: TenantScope, { conversationId, turnId, epoch }: Turn, reason: string): Promise<number> {
  const actor = { kind: 'system', id: `turn:${turnId}` } as const;
  const raised = await changeSpeaker(scope, { conversationId, handledBy: 'human', actor, reason, isHandOff: true });
  return raised ?? epoch;
}

/** Undefined where the turn says nothing about it. Whoever was passed on begins anew with the assistant. */
function unknownAfter(turn: Turn, reply: Reply, retrieved: RetrievedKnowledge): number | undefined {
  if (reply.kind === 'hand_off') return 0;
  return reply.kind === 'answer' ? countUnknown(turn, retrieved) : undefined;
}

const say = (scope: TenantScope, turn: Turn, author: 'assistant' | 'system', text: string, epoch: number): Promise<number> =>
  insertOutbound(scope, {
    messageId: newId(),
    conversationId: turn.conversationId,
    channelId: turn.channelId,
    author,
    content: { kind: 'text', text },
    epoch,
    turnId: turn.turnId,
  });
