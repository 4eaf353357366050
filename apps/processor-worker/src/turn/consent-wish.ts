import { detectOptWord } from '@sylion/conversation';
import type { Inbox } from '@sylion/database';

import { textOf } from '../prompt/describe-message.ts';

/** The change of consent that the unanswered messages ask for: the last word counts, and only if it changes anything. */
export function consentWish({ unanswered, optedOutAt }: Pick<Inbox, 'unanswered' | 'optedOutAt'>): 'opt_out' | 'opt_in' | undefined {
  const word = unanswered.map(({ content }) => detectOptWord(textOf(content))).findLast((found) => found !== null);
  return word === (optedOutAt ? 'opt_in' : 'opt_out') ? word : undefined;
}
