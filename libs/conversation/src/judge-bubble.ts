import { isServiceWindowOpen } from './service-window.ts';

/** The first unfinished bubble of a conversation, with what decides over it. */
export interface BubbleCase {
  readonly author: string;
  readonly kind: string;
  readonly state: 'queued' | 'sending' | 'unknown';
  readonly attempts: number;
  readonly epoch: number | null;
  readonly notBefore: Date | null;
  readonly sendingAt: Date | null;
  /** What it shows besides text: nothing, a file that the provider has or has not yet, or one that is gone. */
  readonly file: 'none' | 'at_provider' | 'stored' | 'gone';
  readonly conversation: { readonly epoch: number; readonly lastInboundAt: Date | null; readonly blockedAt: Date | null };
  /** Why its channel or its tenant does not send. */
  readonly heldBecause: string | null;
}

export interface Patience {
  /** Within this time after it began, a POST may still be under way. */
  readonly sendTimeoutMs: number;
  /** An outcome that nobody knows may be settled by a status webhook this long; then the bubble is tried again. Doubles with each try. */
  readonly graceMs: number;
  /** For how long status webhooks could arrive without a break: while nobody listens, silence is no evidence. */
  readonly listeningMs: number;
}

/** `doubt`: its POST was cut short, nobody knows how it ended. `repeat`: no evidence that it went out. `give_up`: each further try may double it. */
export type BubbleVerdict =
  | { readonly kind: 'send' | 'upload' | 'doubt' | 'repeat' | 'give_up' | 'media_gone' }
  | { readonly kind: 'cancel'; readonly reason: string }
  | { readonly kind: 'held'; readonly reason: string }
  | { readonly kind: 'wait'; readonly ms: number };

/** A bubble whose every try ended in doubt is given up. */
const maximumAttempts = 10;
const longestGraceMs = 15 * 60_000;

/** Whether the bubble may leave now (DESIGN §4.2–4.4). Nothing overtakes one whose outcome is open. */
export function judgeBubble(bubble: BubbleCase, now: Date, patience: Patience): BubbleVerdict {
  if (bubble.state !== 'queued') return judgeDoubt(bubble, now, patience);
  const refusal = refuse(bubble, now);
  if (refusal !== undefined) return { kind: 'cancel', reason: refusal };
  if (bubble.heldBecause !== null) return { kind: 'held', reason: bubble.heldBecause };
  const waitMs = (bubble.notBefore?.getTime() ?? 0) - now.getTime();
  if (waitMs > 0) return { kind: 'wait', ms: waitMs };
  if (bubble.file === 'gone') return { kind: 'media_gone' };
  return { kind: bubble.file === 'stored' ? 'upload' : 'send' };
}

function judgeDoubt({ state, attempts, sendingAt }: BubbleCase, now: Date, patience: Patience): BubbleVerdict {
  const openMs = now.getTime() - (sendingAt ?? now).getTime();
  const isUnderWay = state === 'sending';
  const patienceMs = isUnderWay ? patience.sendTimeoutMs : graceAfter(attempts, patience.graceMs);
  const deafMs = isUnderWay ? 0 : patience.graceMs - patience.listeningMs;
  const waitMs = Math.max(patienceMs - openMs, deafMs);
  if (waitMs > 0) return { kind: 'wait', ms: Math.min(waitMs, 1_000) };
  if (isUnderWay) return { kind: 'doubt' };
  return { kind: attempts < maximumAttempts ? 'repeat' : 'give_up' };
}

const graceAfter = (attempts: number, graceMs: number): number =>
  Math.max(graceMs, Math.min(graceMs * 2 ** (attempts - 1), longestGraceMs));

/** Why a bubble may not leave, or undefined. Only a human's bubbles outlive a change of who may speak. */
function refuse({ author, kind, epoch, conversation }: BubbleCase, now: Date): string | undefined {
  if (author !== 'human' && epoch !== conversation.epoch) return 'epoch_changed';
  if (conversation.blockedAt) return 'end_user_blocked';
  if (kind !== 'template' && !isServiceWindowOpen(conversation.lastInboundAt, now)) return 'service_window_closed';
  return undefined;
}
