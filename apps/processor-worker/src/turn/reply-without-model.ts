import { detectOptWord } from '@sylion/conversation';

import { textOf } from '../prompt/describe-message.ts';
import type { Reply, Turn } from './turn.ts';

/** The reply where there is nothing to ask the model: a wish to opt out or in, or only messages that nobody could read. */
export function replyWithoutModel({ inbox }: Turn): Reply | undefined {
  const words = inbox.unanswered.map(({ content }) => detectOptWord(textOf(content))).filter((word) => word !== null);
  const word = words.at(-1);
  if (word === 'opt_out') return { kind: 'fixed', textKey: 'optedOut', reason: 'opted_out', calls: [] };
  if (word === 'opt_in' && inbox.optedOutAt) return { kind: 'fixed', textKey: 'optedIn', reason: 'opted_in', calls: [] };
  if (inbox.unanswered.every(({ content }) => content.kind === 'unsupported')) return { kind: 'fixed', textKey: 'mediaUnsupported', reason: 'unsupported_type', calls: [] };
  const isUnreadable = inbox.unanswered.every(({ content, media }) => textOf(content) === '' && media !== null && media.state !== 'ready');
  return isUnreadable ? { kind: 'fixed', textKey: 'mediaUnreadable', reason: 'media_unreadable', calls: [] } : undefined;
}
