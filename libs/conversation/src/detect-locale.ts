import { detectAll } from 'tinyld';
import { foldText } from './fold-text.ts';
import { leadingGreeting } from './greetings.ts';
import { type Locale, locales } from './locale.ts';

/**
 * The language of a conversation's texts (oldest first), `fallback` unless one of ours is clear.
 *
 * The newest text that speaks for itself decides, because people change language; if none does, all of them together
 * may, and then a greeting.
 */
export function detectLocale(texts: readonly string[], fallback: Locale): Locale {
  const newestFirst = texts
    .slice(-recentTexts)
    .reverse()
    .map((text) => text.slice(0, enoughCharacters));
  for (const text of newestFirst) {
    const locale = confidentLocale(text) ?? greetingLocale(text);
    if (locale !== undefined) return locale;
  }
  return confidentLocale(newestFirst.join(' ')) ?? fallback;
}

const recentTexts = 10;
const enoughCharacters = 600;
/** Below this many letters the statistics of any language fit. */
const fewestLetters = 10;
const leastAccuracy = 0.07;
const leastLead = 2;

function confidentLocale(text: string): Locale | undefined {
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.length < fewestLetters) return undefined;
  // Restricted to six languages, the detector reads any other as the nearest of them: those have to be told apart first.
  const familiar = letters.filter((letter) => /[\p{Script=Latin}\p{Script=Arabic}]/u.test(letter));
  if (familiar.length < letters.length / 2) return undefined;
  const [best, next] = detectAll(text, { only: [...locales] });
  if (best === undefined || best.accuracy < leastAccuracy) return undefined;
  if (next !== undefined && next.accuracy * leastLead > best.accuracy) return undefined;
  const [anyLanguage] = detectAll(text);
  if (anyLanguage !== undefined && anyLanguage.lang !== best.lang && anyLanguage.accuracy > best.accuracy) return undefined;
  return locales.find((locale) => locale === best.lang);
}

const greetingLocale = (text: string): Locale | undefined => {
  const greeting = leadingGreeting(foldText(text));
  return greeting !== undefined && greeting.rest.split(' ').length <= 2 ? greeting.locale : undefined;
};
