import { spokenTextFor, type TextKey } from '@sylion/conversation';

import type { Asked } from './turn.ts';

/** The language of a turn, and the tenant's own words. */
export const voiceOf = ({ settings, locale }: Pick<Asked, 'settings' | 'locale'>) => ({
  texts: settings.texts,
  locale,
  ownLocale: settings.locale,
});

/** One of our ready-made sentences as this assistant says it. */
export const textOfTurn = (key: TextKey, turn: Pick<Asked, 'settings' | 'locale'>): string => spokenTextFor(key, voiceOf(turn));
