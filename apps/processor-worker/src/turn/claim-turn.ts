import {
  decideCoalescing,
  defaultCoalescingSettings,
  mayAssistantAnswer,
  type CoalescingSettings,
  type WaitingMessage,
} from '@sylion/conversation';
import {
  abandonTurns,
  countRestarts,
  lockInbox,
  settleInbound,
  startTurn,
  type Inbox,
  type InboxMessage,
  type TenantScope,
} from '@sylion/database';
import { again, done, type JobOutcome } from '@sylion/queues';
import { newId, type ConversationNudge } from '@sylion/schemas';

import { textOf } from '../prompt/describe-message.ts';
import { consentWish } from './consent-wish.ts';
import type { TurnDependencies } from './handle-turn.ts';
import { localeOf } from './locale-of.ts';
import type { Turn } from './turn.ts';

export type ClaimResult =
  { readonly kind: 'claimed'; readonly turn: Turn } | { readonly kind: 'not_claimed'; readonly outcome: JobOutcome };

/** A worker that does not show a sign of life for this long has lost its conversation. */
export const leaseMs = 6_000;
const maximumRestarts = 2;
/** While media is fetched, its nudge finds this job waiting already and is dropped, so the job looks for itself. */
const mediaPollMs = 400;

/**
 * Step 1: takes the conversation (a higher claim than anyone before, and a lease) together with all its unanswered messages, unless
 * there is nothing to do, somebody else has it, or the writer seems not to be done.
 */
export async function claimTurn(
  { tenantId, conversationId }: ConversationNudge,
  { database }: Pick<TurnDependencies, 'database'>,
): Promise<ClaimResult> {
  return database.asTenant(tenantId, async (scope): Promise<ClaimResult> => {
    const inbox = await lockInbox(scope, conversationId);
    if (!inbox || inbox.unanswered.length === 0) return { kind: 'not_claimed', outcome: done };
    const refusal = refuse(inbox);
    if (refusal) {
      await settleInbound(scope, { messageIds: inbox.unanswered.map(({ id }) => id), ...refusal });
      return { kind: 'not_claimed', outcome: done };
    }
    const leaseLeftMs = (inbox.claimedUntil?.getTime() ?? 0) - inbox.now.getTime();
    if (leaseLeftMs > 0) return { kind: 'not_claimed', outcome: again(Math.min(leaseLeftMs, 1_000)) };
    if (isPostponed(inbox)) return { kind: 'not_claimed', outcome: done }; // the sweeper looks again when it is time
    const decision = decideCoalescing({ now: inbox.now, messages: inbox.unanswered.map(toWaiting), settings: settingsOf(inbox) });
    if (!decision.ready) {
      const waitMs = decision.waitUntil.getTime() - inbox.now.getTime();
      return { kind: 'not_claimed', outcome: again(decision.because === 'media_pending' ? Math.min(waitMs, mediaPollMs) : waitMs) };
    }
    return { kind: 'claimed', turn: await take(scope, inbox) };
  });
}

async function take(scope: TenantScope, inbox: Inbox): Promise<Turn> {
  await abandonTurns(scope, { conversationId: inbox.id });
  const [oldest] = inbox.unanswered;
  if (!oldest || inbox.assistant === null) throw new Error('a turn needs a message and an assistant');
  const restarts = await countRestarts(scope, { conversationId: inbox.id, since: oldest.receivedAt });
  const turnId = newId();
  const { id: assistantId, version: assistantVersion, settings } = inbox.assistant;
  const claim = await startTurn(scope, { turnId, conversationId: inbox.id, assistantId, assistantVersion, epoch: inbox.epoch, leaseMs });
  return {
    tenantId: scope.tenantId,
    turnId,
    conversationId: inbox.id,
    channelId: inbox.channelId,
    assistantId,
    settings,
    claim,
    epoch: inbox.epoch,
    throughSeq: inbox.lastInboundSeq,
    isFinal: restarts >= maximumRestarts,
    inbox,
    locale: localeOf(settings, inbox),
  };
}

/** Why nobody will answer, as the state in which the messages end. A wish to opt out or in is heard whoever has the word. */
function refuse(inbox: Inbox): { state: 'handed_off' | 'skipped'; reason: string } | undefined {
  if (inbox.tenantStatus !== 'active') return { state: 'skipped', reason: 'tenant_suspended' };
  if (inbox.assistant === null) return { state: 'skipped', reason: 'no_assistant' };
  const permission = mayAssistantAnswer({ conversation: inbox, endUser: inbox });
  if (permission.answer || (permission.reason !== 'end_user_blocked' && consentWish(inbox) !== undefined)) return undefined;
  return { state: permission.state, reason: permission.reason };
}

/** The model was away, and whoever waits was told; a wish to opt out needs no model. */
const isPostponed = (inbox: Inbox): boolean =>
  inbox.answerNotBefore !== null && inbox.answerNotBefore > inbox.now && consentWish(inbox) === undefined;

const settingsOf = (inbox: Inbox): CoalescingSettings => ({
  ...defaultCoalescingSettings,
  ...(inbox.assistant?.settings.coalescing as Partial<CoalescingSettings> | undefined),
});

function toWaiting({ content, receivedAt, media }: InboxMessage): WaitingMessage {
  const kinds: readonly string[] = ['text', 'image', 'audio', 'video', 'document', 'sticker', 'location'];
  return {
    receivedAt,
    kind: kinds.includes(content.kind) ? (content.kind as WaitingMessage['kind']) : 'other',
    text: textOf(content),
    mediaPending: media?.state === 'pending',
  };
}
