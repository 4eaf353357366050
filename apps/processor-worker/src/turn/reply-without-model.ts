import type { InboxMessage } from '@sylion/database';

import { textOf } from '../prompt/describe-message.ts';
import { consentWish } from './consent-wish.ts';
import type { Reply, Turn } from './turn.ts';

/** The reply where there is nothing to ask the model: a wish to opt out or in, or only messages that nobody could read. */
export function replyWithoutModel({ inbox }: Turn): Reply | undefined {
  const wish = consentWish(inbox);
  if (wish === 'opt_out') return { kind: 'fixed', textKey: 'optedOut', reason: 'opted_out', calls: [] };
  if (wish === 'opt_in') return { kind: 'fixed', textKey: 'optedIn', reason: 'opted_in', calls: [] };
  if (inbox.unanswered.every(isUnsupported)) return { kind: 'fixed', textKey: 'mediaUnsupported', reason: 'unsupported_type', calls: [] };
  const isNothingReadable = inbox.unanswered.every((message) => isUnsupported(message) || isUnreadable(message));
  return isNothingReadable ? { kind: 'fixed', textKey: 'mediaUnreadable', reason: 'media_unreadable', calls: [] } : undefined;
}

const isUnsupported = ({ content }: InboxMessage): boolean => content.kind === 'unsupported';

/** A file that was not to be had, without a word about it. */
const isUnreadable = ({ content, media }: InboxMessage): boolean => textOf(content) === '' && media !== null && media.state !== 'ready';
