import type { Locale } from './locale.ts';
import { textFor } from './text-for.ts';
import type { TextKey } from './texts/text-key.ts';

/** A tenant's own sentences, each in the languages it is written in. */
export type OwnTexts = Partial<Record<OwnTextKey, Partial<Record<Locale, string>> | undefined>>;
export type OwnTextKey = 'welcome' | 'fallback' | 'closed' | 'handOff';

/** The tenant's own sentence in the person's language, or else in the assistant's; undefined where it has neither. */
export const ownTextFor = (key: OwnTextKey, { texts, locale, ownLocale }: Voice): string | undefined =>
  texts[key]?.[locale] ?? texts[key]?.[ownLocale];

/** What the platform says, in the tenant's own words where it has some. */
export function spokenTextFor(key: TextKey, voice: Voice): string {
  const own = ownKeys[key];
  return (own && ownTextFor(own, voice)) ?? textFor(key, voice.locale);
}

export interface Voice {
  texts: OwnTexts;
  /** The language that is spoken now. */
  locale: Locale;
  /** The assistant's. */
  ownLocale: Locale;
}

const ownKeys: Partial<Record<TextKey, OwnTextKey>> = { apology: 'fallback', serviceClosed: 'closed', handedOff: 'handOff' };
