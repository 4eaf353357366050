import { changeConsent, changeSpeaker, type TenantScope } from '@sylion/database';

import { isConsent } from './ending-of.ts';
import type { Reply, Turn } from './turn.ts';

/** Whether a reply changes who may speak: a human takes over, or the end user opts out or in. */
export const changesWhoSpeaks = (reply: Reply): boolean =>
  isConsent(reply) ||
  reply.kind === 'hand_off' ||
  reply.kind === 'relayed' ||
  (reply.kind === 'answer' && reply.handOffReason !== undefined);

/** Lets speak from now on whom a reply says, if any; part of a turn's commit. Returns the epoch that the words which say so belong to. */
export async function changeWhoSpeaks(scope: TenantScope, turn: Turn, reply: Reply): Promise<number> {
  const { conversationId, turnId, epoch, inbox } = turn;
  if (!changesWhoSpeaks(reply)) return epoch;
  if (reply.kind === 'fixed') {
    const epochs = await changeConsent(scope, {
      endUserId: inbox.endUserId,
      isOptedOut: reply.reason === 'opted_out',
      actor: { kind: 'end_user', id: inbox.endUserId },
      messageId: inbox.unanswered.at(-1)?.id ?? turnId,
    });
    return epochs.get(conversationId) ?? epoch;
  }
  const actor = { kind: 'system', id: `turn:${turnId}` } as const;
  const raised = await changeSpeaker(scope, { conversationId, handledBy: 'human', actor, reason: reasonOf(reply), isHandOff: true });
  return raised ?? epoch;
}

/** The model's own words may name the person: the audit log outlives them. */
function reasonOf(reply: Reply): string {
  if (reply.kind === 'hand_off') return reply.reason;
  return reply.kind === 'relayed' ? 'model_failed' : 'asked_for_a_human';
}
