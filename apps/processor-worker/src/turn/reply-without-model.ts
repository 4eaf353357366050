import { findPhrase } from '@sylion/conversation';
import type { InboxMessage } from '@sylion/database';

import { textOf } from '../prompt/describe-message.ts';
import { consentWish } from './consent-wish.ts';
import { isClosed, wasToldOfClosing } from './occasion-of.ts';
import type { Asked, Reply } from './turn.ts';

/**
 * The reply where there is nothing to ask the model: a wish to opt out or in, a closed business, a phrase that asks for a human, or only
 * messages that nobody could read.
 */
export function replyWithoutModel(turn: Asked): Reply | undefined {
  const { inbox, settings } = turn;
  const wish = consentWish(inbox);
  if (wish === 'opt_out') return { kind: 'fixed', textKey: 'optedOut', reason: 'opted_out', calls: [] };
  if (wish === 'opt_in') return { kind: 'fixed', textKey: 'optedIn', reason: 'opted_in', calls: [] };
  if (inbox.unanswered.some(({ content }) => findPhrase(textOf(content), settings.handOffRules.phrases) !== undefined))
    return { kind: 'hand_off', textKey: 'handedOff', reason: 'hand_off_phrase', calls: [] };
  const closed = replyOfClosed(turn);
  if (closed) return closed;
  if (inbox.unanswered.every(isUnsupported)) return { kind: 'fixed', textKey: 'mediaUnsupported', reason: 'unsupported_type', calls: [] };
  const isNothingReadable = inbox.unanswered.every((message) => isUnsupported(message) || isUnreadable(message));
  return isNothingReadable ? { kind: 'fixed', textKey: 'mediaUnreadable', reason: 'media_unreadable', calls: [] } : undefined;
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
