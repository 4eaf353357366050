import { detectLocale } from '@sylion/conversation';
import type { Inbox } from '@sylion/database';
import type { AssistantSettings, Locale } from '@sylion/schemas';

import { textOf } from '../prompt/describe-message.ts';

/** The language of a turn: the assistant's own if it speaks no other, else that of the words, the end user's, or the assistant's. */
export const localeOf = (
  settings: AssistantSettings,
  { unanswered, endUserLocale }: Pick<Inbox, 'unanswered' | 'endUserLocale'>,
): Locale =>
  settings.language === 'fixed'
    ? settings.locale
    : detectLocale(
        unanswered.map(({ content }) => textOf(content)).filter((text) => text !== ''),
        endUserLocale ?? settings.locale,
      );
