import type { SendRecord } from '@sylion/database';

import type { SendOutcome } from '../providers/provider.ts';

/** What follows from how a POST ended. */
export interface SendVerdict {
  readonly record: SendRecord;
  /** How long this conversation waits; undefined: the next bubble may go now. */
  readonly waitMs?: number;
  /** The budget that the provider says is spent. */
  readonly holdBack?: { readonly scope: 'pair' | 'number'; readonly delayMs: number };
  /** Set when the channel's credentials were refused: its sends pause, everything stays queued. */
  readonly channelReason?: string;
}

const maximumAttempts = 30;
const longestDelayMs = 15 * 60_000;
const numberRestMs = 500;

/**
 * The error classes of the WhatsApp Cloud API (error codes reference) as outbox decisions: only what surely did not go out is tried
 * again; an unknown outcome waits for its status webhook; a refused channel keeps its bubbles; the rest fails with its code.
 */
export function judgeSend(outcome: SendOutcome, attempt: number): SendVerdict {
  switch (outcome.kind) {
    case 'accepted':
      return { record: { kind: 'sent', providerMessageId: outcome.providerMessageId } };
    case 'unknown':
      return { record: { kind: 'unknown', reason: String(outcome.code ?? 'no_answer') }, waitMs: 1_000 };
    case 'credentials':
      return {
        record: { kind: 'retry', reason: `credentials_${outcome.code}`, delayMs: 0 },
        waitMs: 1,
        channelReason: String(outcome.code),
      };
    case 'permanent':
    case 'user_permanent':
      return { record: { kind: 'failed', reason: String(outcome.code) } };
    case 'not_sent':
      return retryAfter('not_reached', backoffMs(attempt, 500), attempt);
    case 'later':
      return retryAfter(String(outcome.code), outcome.retryAfterMs, attempt);
    case 'throttled': {
      // A number finds its own pace (SendPace): that one bubble was unlucky often says nothing about how long all the others should wait.
      const scope = outcome.scope === 'pair' ? 'pair' : 'number';
      const delayMs = Math.max(outcome.retryAfterMs, scope === 'pair' ? backoffMs(attempt, 250) : numberRestMs);
      return { ...retryAfter(String(outcome.code), delayMs, attempt), holdBack: { scope, delayMs } };
    }
  }
}

function retryAfter(reason: string, delayMs: number, attempt: number): SendVerdict {
  if (attempt >= maximumAttempts) return { record: { kind: 'failed', reason: `gave_up_${reason}` } };
  const waitMs = Math.min(delayMs, longestDelayMs);
  return { record: { kind: 'retry', reason, delayMs: waitMs }, waitMs };
}

const backoffMs = (attempt: number, baseMs: number): number => Math.min(baseMs * 2 ** (attempt - 1), 60_000);
