import {
  decideCoalescing,
  defaultCoalescingSettings,
  mayAssistantAnswer,
  type CoalescingSettings,
  type WaitingMessage,
} from '@sylion/conversation';
import { beginTurn, lockTurn, readInbox, settleInbound, type Inbox, type InboxMessage } from '@sylion/database';
import { again, done, type JobOutcome } from '@sylion/queues';
import { newId, type ConversationNudge } from '@sylion/schemas';

import { textOf } from '../prompt/describe-message.ts';
import { consentWish } from './consent-wish.ts';
import type { TurnDependencies } from './handle-turn.ts';
import { localeOf } from './locale-of.ts';
import { prepareTurn } from './prepare-turn.ts';
import type { Stopwatch } from './stopwatch.ts';
import type { Prepared } from './think.ts';
import type { OpenTurn, Turn } from './turn.ts';

export type ClaimResult =
  | { readonly kind: 'claimed'; readonly turn: Turn; readonly prepare: () => Prepared }
  | { readonly kind: 'not_claimed'; readonly outcome: JobOutcome };

/** A worker that does not show a sign of life for this long has lost its conversation. */
export const leaseMs = 6_000;
const maximumRestarts = 2;
/** While media is fetched, its nudge finds this job waiting already and is dropped, so the job looks for itself. */
const mediaPollMs = 400;

/**
 * Step 1: looks at the conversation and all its unanswered messages, and takes it (a higher claim than anyone before, and a lease), unless
 * there is nothing to do, somebody else has it, or the writer seems not to be done. Nothing is locked between the look and the taking:
 * who writes meanwhile makes it look again. What a turn reserves (step 3) it gets as it takes the conversation.
 */
export async function claimTurn(nudge: ConversationNudge, stopwatch: Stopwatch, { database }: Dependencies): Promise<ClaimResult> {
  const looked = await stopwatch.time('claim-turn', () => look(nudge, { database }));
  if (looked.kind === 'not_claimed') return looked;
  const { open } = looked;
  const { wanted, settle: settlePreparation } = await stopwatch.time('gather-context', () => Promise.resolve(prepareTurn(open)));
  const names = namesOf(open);
  const begun = await stopwatch.time('check-quota', () =>
    beginTurn(database, open.tenantId, { ...names, leaseMs, seen: open.inbox, wanted }),
  );
  if (begun.outcome === 'changed') return notClaimed(again(1));
  return { kind: 'claimed', turn: { ...open, claim: begun.claim }, prepare: () => settlePreparation(begun) };
}

type Dependencies = Pick<TurnDependencies, 'database'>;
type NotClaimed = Extract<ClaimResult, { kind: 'not_claimed' }>;

/** Whether it is time to answer, and what. */
async function look(
  { tenantId, conversationId }: ConversationNudge,
  { database }: Dependencies,
): Promise<NotClaimed | { readonly kind: 'open'; readonly open: OpenTurn }> {
  const inbox = await database.callAsTenant(tenantId, (scope) => readInbox(scope, conversationId));
  if (!inbox) return notClaimed(done);
  const refusal = refuse(inbox);
  if (refusal) return notClaimed(await settle(database, tenantId, inbox, refusal));
  const leaseLeftMs = (inbox.claimedUntil?.getTime() ?? 0) - inbox.now.getTime();
  if (leaseLeftMs > 0) return notClaimed(again(Math.min(leaseLeftMs, 1_000)));
  if (isPostponed(inbox)) return notClaimed(done); // the sweeper looks again when it is time
  const decision = decideCoalescing({ now: inbox.now, messages: inbox.unanswered.map(toWaiting), settings: settingsOf(inbox) });
  if (!decision.ready) {
    const waitMs = decision.waitUntil.getTime() - inbox.now.getTime();
    return notClaimed(again(decision.because === 'media_pending' ? Math.min(waitMs, mediaPollMs) : waitMs));
  }
  return { kind: 'open', open: openTurn(tenantId, inbox) };
}

const notClaimed = (outcome: JobOutcome): NotClaimed => ({ kind: 'not_claimed', outcome });

/** Ends the messages that nobody will answer, unless who may speak changed since they were looked at. */
const settle = (
  database: TurnDependencies['database'],
  tenantId: string,
  { id, epoch, unanswered }: Inbox,
  refusal: Refusal,
): Promise<JobOutcome> =>
  database.asTenant(tenantId, async (scope) => {
    const current = await lockTurn(scope, id);
    if (current?.epoch !== epoch) return again(1);
    await settleInbound(scope, { messageIds: unanswered.map((message) => message.id), ...refusal });
    return done;
  });

function openTurn(tenantId: string, inbox: Inbox): OpenTurn {
  if (inbox.assistant === null) throw new Error('a turn needs an assistant');
  const { id: assistantId, version: assistantVersion, settings, knowledge } = inbox.assistant;
  return {
    tenantId,
    turnId: newId(),
    conversationId: inbox.id,
    channelId: inbox.channelId,
    assistantId,
    assistantVersion,
    settings,
    knowledge,
    epoch: inbox.epoch,
    throughSeq: inbox.lastInboundSeq,
    isFinal: inbox.restarts >= maximumRestarts,
    inbox,
    locale: localeOf(settings, inbox),
  };
}

const namesOf = ({ turnId, conversationId, assistantId, assistantVersion }: OpenTurn) => ({
  turnId,
  conversationId,
  assistantId,
  assistantVersion,
});

type Refusal = { readonly state: 'handed_off' | 'skipped'; readonly reason: string };

/** Why nobody will answer, as the state in which the messages end. A wish to opt out or in is heard whoever has the word. */
function refuse(inbox: Inbox): Refusal | undefined {
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
