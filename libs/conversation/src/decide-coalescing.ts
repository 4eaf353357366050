import { completenessOf } from './completeness-of.ts';

/** An unanswered inbound message, as far as the waiting goes. */
export interface WaitingMessage {
  receivedAt: Date;
  kind: 'text' | 'image' | 'audio' | 'video' | 'document' | 'sticker' | 'location' | 'other';
  /** Body, or caption of a media message. */
  text?: string;
  /** Whether its media is still being fetched. */
  mediaPending: boolean;
}

/** How long a turn waits for more to come. */
export interface CoalescingSettings {
  /** After a lone message that can be answered as it is. */
  completeWaitMs: number;
  /** After one that stops in the middle. */
  fragmentWaitMs: number;
  /** After one that only announces another, such as a greeting. */
  leadInWaitMs: number;
  /** After a photo, video, document or location without a word about it. */
  uncaptionedWaitMs: number;
  /** Bounds of the wait once the writer has shown a rhythm, which is `rhythmFactor` × their longest pause so far. */
  rhythmFactor: number;
  rhythmMinWaitMs: number;
  rhythmMaxWaitMs: number;
  /** The longest a writer can put the answer off, from their first message on. */
  maxWaitMs: number;
  /** The longest a pending media is waited for, from its own arrival on. */
  mediaMaxWaitMs: number;
}

export const defaultCoalescingSettings: CoalescingSettings = {
  completeWaitMs: 700,
  fragmentWaitMs: 2_500,
  leadInWaitMs: 3_500,
  uncaptionedWaitMs: 4_000,
  rhythmFactor: 1.3,
  rhythmMinWaitMs: 3_000,
  rhythmMaxWaitMs: 4_000,
  maxWaitMs: 15_000,
  mediaMaxWaitMs: 20_000,
};

export type CoalescingDecision = { ready: true } | { ready: false; waitUntil: Date; because: 'writer_may_go_on' | 'media_pending' };

/**
 * Decides whether a turn may answer the unanswered messages now or gives their writer more time, so that a burst gets
 * one answer and a lone question gets it at once.
 *
 * `waitUntil` lies after `now`, and unless a message arrives meanwhile the decision then is `ready`. No wait goes
 * beyond `maxWaitMs` after the first message, except for media: each is waited for at most `mediaMaxWaitMs`, and all
 * of them at most `maxWaitMs + mediaMaxWaitMs` after the first message. No messages: ready, for there is nothing to wait for.
 */
export function decideCoalescing(input: {
  now: Date;
  messages: readonly WaitingMessage[];
  settings?: CoalescingSettings;
}): CoalescingDecision {
  const { now, messages, settings = defaultCoalescingSettings } = input;
  const arrivals = messages.map((message) => message.receivedAt.getTime()).sort((a, b) => a - b);
  const [first] = arrivals;
  const last = arrivals.at(-1);
  if (first === undefined || last === undefined) return { ready: true };

  const quietAt = Math.min(last + quietWindowMs(messages, arrivals, settings), first + settings.maxWaitMs);
  const mediaDeadlines = messages
    .filter((message) => message.mediaPending)
    .map((message) => message.receivedAt.getTime() + settings.mediaMaxWaitMs);
  const mediaAt = Math.min(Math.max(...mediaDeadlines), first + settings.maxWaitMs + settings.mediaMaxWaitMs);

  const waitUntil = Math.ceil(Math.max(quietAt, mediaAt)); // a Date holds whole milliseconds
  if (waitUntil <= now.getTime()) return { ready: true };
  return { ready: false, waitUntil: new Date(waitUntil), because: mediaAt > quietAt ? 'media_pending' : 'writer_may_go_on' };
}

/** How long the writer must be silent after their last message before they are taken to be done. */
function quietWindowMs(messages: readonly WaitingMessage[], arrivals: readonly number[], settings: CoalescingSettings): number {
  const last = messages.at(-1);
  const contentWaitMs = last === undefined ? 0 : contentWindowMs(last, settings);
  if (arrivals.length === 1) return contentWaitMs;
  const longestPauseMs = Math.max(...arrivals.slice(1).map((arrival, index) => arrival - (arrivals[index] ?? arrival)));
  const rhythmMs = Math.min(Math.max(settings.rhythmFactor * longestPauseMs, settings.rhythmMinWaitMs), settings.rhythmMaxWaitMs);
  return Math.max(contentWaitMs, rhythmMs);
}

function contentWindowMs(message: WaitingMessage, settings: CoalescingSettings): number {
  const text = message.text?.trim() ?? '';
  switch (message.kind) {
    case 'image':
    case 'video':
    case 'document':
    case 'location':
      if (text === '') return settings.uncaptionedWaitMs;
      break;
    case 'sticker':
      return settings.leadInWaitMs;
    case 'audio':
    case 'other':
      // A voice note or a tapped button is a finished utterance.
      return settings.completeWaitMs;
    case 'text':
  }
  const waits = { complete: settings.completeWaitMs, fragment: settings.fragmentWaitMs, lead_in: settings.leadInWaitMs };
  return waits[completenessOf(text)];
}
