import { findPhrase, judgeLateness } from '@sylion/conversation';
import type { InboxMessage } from '@sylion/database';

import { textOf } from '../prompt/describe-message.ts';
import { consentWish } from './consent-wish.ts';
import { isClosed, wasToldOfClosing } from './occasion-of.ts';
import type { Asked, Reply } from './turn.ts';

/**
 * The reply where there is nothing to ask the model: a wish to opt out or in, a wait that was too long, a closed business, a phrase that asks for a human, or only
 * messages that nobody could read.
 */
export function replyWithoutModel(turn: Asked): Reply | undefined {
  const { inbox, settings } = turn;
  const wish = consentWish(inbox);
  if (wish === 'opt_out') return { kind: 'fixed', textKey: 'optedOut', reason: 'opted_out', calls: [] };
  if (wish === 'opt_in') return { kind: 'fixed', textKey: 'optedIn', reason: 'opted_in', calls: [] };
  if (inbox.unanswered.some(({ content }) => findPhrase(textOf(content), settings.handOffRules.phrases) !== undefined))
    return { kind: 'hand_off', textKey: 'handedOff', reason: 'hand_off_phrase', calls: [] };
  const early = replyOfLate(turn) ?? replyOfClosed(turn);
  if (early) return early;
  if (inbox.unanswered.every(isUnsupported)) return { kind: 'fixed', textKey: 'mediaUnsupported', reason: 'unsupported_type', calls: [] };
  const isNothingReadable = inbox.unanswered.every((message) => isUnsupported(message) || isUnreadable(message));
  return isNothingReadable ? { kind: 'fixed', textKey: 'mediaUnreadable', reason: 'media_unreadable', calls: [] } : undefined;
}

/** What waited too long is answered as the assistant's rules say, and not at all once WhatsApp takes no free answer. */
function replyOfLate({ inbox, settings }: Asked): Reply | undefined {
  const { staleAfterMinutes, stale } = settings.outageRules;
  const writtenAt = inbox.unanswered.map((message) => message.writtenAt);
  const lateness = judgeLateness({ now: inbox.now, writtenAt, lastInboundAt: inbox.lastInboundAt, staleAfterMinutes });
  if (lateness === 'out_of_window') return { kind: 'silence', reason: 'service_window_closed', calls: [] };
  if (lateness === 'in_time' || stale === 'answer') return undefined;
  return stale === 'skip'
    ? { kind: 'silence', reason: 'stale', calls: [] }
    : { kind: 'fixed', textKey: 'isItStillOpen', reason: 'stale', calls: [] };
}

/** A closed business says so once per closed period, or passes on to a human who will read it. */
function replyOfClosed(turn: Asked): Reply | undefined {
  const { businessHours, texts } = turn.settings;
  if (businessHours === null || businessHours.outside === 'answer_with_note' || !isClosed(turn)) return undefined;
  const reason = 'outside_business_hours';
  if (businessHours.outside === 'hand_off')
    return { kind: 'hand_off', textKey: texts.closed ? 'serviceClosed' : 'handedOff', reason, calls: [] };
  return wasToldOfClosing(turn) ? { kind: 'silence', reason, calls: [] } : { kind: 'fixed', textKey: 'serviceClosed', reason, calls: [] };
}

const isUnsupported = ({ content }: InboxMessage): boolean => content.kind === 'unsupported';

/** A file that was not to be had, without a word about it. */
const isUnreadable = ({ content, media }: InboxMessage): boolean => textOf(content) === '' && media !== null && media.state !== 'ready';
