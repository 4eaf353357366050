import { mayCommit } from '@sylion/conversation';
import {
  chargeUsage,
  endTurn,
  lockTurn,
  settleInbound,
  type LockedConversation,
  type NewOutbound,
  type TenantScope,
} from '@sylion/database';
import { newId } from '@sylion/schemas';

import { changesWhoSpeaks, changeWhoSpeaks } from './change-who-speaks.ts';
import { endingOf, type Ending, type Words } from './ending-of.ts';
import type { TurnDependencies } from './handle-turn.ts';
import { isRestrained, noteRestraint } from './note-restraint.ts';
import type { RetrievedKnowledge } from './retrieve-knowledge.ts';
import { trackUsage } from './track-usage.ts';
import type { Reply, Turn } from './turn.ts';

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
 *
 * As a rule that is one round trip, which writes nothing if the conversation is not as the turn left it. Then, and where more than the
 * turn's own rows change, the conversation is locked first, and what is committed is decided again.
 */
export async function saveReply(
  turn: Turn,
  reply: Reply,
  retrieved: RetrievedKnowledge,
  steps: readonly { name: string; ms: number }[],
  { database }: Pick<TurnDependencies, 'database'>,
): Promise<SavedReply> {
  if (!changesWhoSpeaks(reply) && !isRestrained(turn, reply)) {
    const { words, ...ending } = endingOf(turn, reply, retrieved, steps);
    const seen = { claim: turn.claim, epoch: turn.epoch, lastInboundSeq: turn.throughSeq };
    const isSaved = await database.callAsTenant(turn.tenantId, (scope) =>
      endTurn(scope, { ...ending, seen, ...bubbleOf(turn, words, turn.epoch) }),
    );
    if (isSaved) return savedAs(reply, ending.outcome, words);
  }
  return database.asTenant(turn.tenantId, async (scope) => {
    const current = await lockTurn(scope, turn.conversationId);
    if (!current) return chargeErased(scope, turn, reply, retrieved);
    const decided = judge(turn, reply, current);
    const { words, ...ending } = endingOf(turn, decided, retrieved, steps);
    if (ending.settled) await settleInbound(scope, { ...ending.settled, turnId: turn.turnId }); // who takes over would end them as theirs
    const epoch = await changeWhoSpeaks(scope, turn, decided);
    await noteRestraint(scope, turn, decided);
    await endTurn(scope, { ...ending, ...bubbleOf(turn, words, epoch) });
    return savedAs(decided, ending.outcome, words);
  });
}

/** What becomes of a reply whose conversation was taken, changed or written in while the model thought. */
function judge(turn: Turn, reply: Reply, current: LockedConversation): Reply {
  const permission = mayCommit(turn, current);
  if (!permission.commit) return { kind: 'lost', reason: permission.reason, calls: reply.calls };
  const isObsolete = reply.kind === 'answer' && current.lastInboundSeq > turn.throughSeq && !turn.isFinal;
  return isObsolete ? { kind: 'restart', calls: reply.calls } : reply;
}

/** The conversation was erased while the model thought: there is nobody to answer and nothing to write but what was used. */
async function chargeErased(scope: TenantScope, turn: Turn, reply: Reply, retrieved: RetrievedKnowledge): Promise<SavedReply> {
  const lost: Reply = { kind: 'lost', reason: 'erased', calls: reply.calls };
  await chargeUsage(
    scope,
    trackUsage(turn, lost, retrieved.use).map((record) => ({ ...record, turnId: null })), // the ledger does not learn whose it was
  );
  return savedAs(lost, lost.reason, undefined);
}

const savedAs = (reply: Reply, outcome: Ending['outcome'], words: Words | undefined): SavedReply => ({
  reply,
  outcome,
  hasBubbles: words !== undefined,
});

function bubbleOf(turn: Turn, words: Words | undefined, epoch: number): { readonly bubble?: NewOutbound } {
  if (!words) return {};
  const { turnId, conversationId, channelId } = turn;
  const content = { kind: 'text', text: words.text } as const;
  return { bubble: { messageId: newId(), turnId, conversationId, channelId, author: words.author, content, epoch } };
}
