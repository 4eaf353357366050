import { foldText } from './fold-text.ts';
import type { Locale } from './locale.ts';

/** Words people open a chat with, by language; only those that belong to one of ours. */
const greetingsByLocale: Record<Locale, readonly string[]> = {
  fr: ['bonjour', 'bonsoir', 'salut', 'coucou', 'bjr', 'bsr', 'slt', 'cc', 'rebonjour', 'bonne journée', 'merci', 'merci beaucoup', 'svp'],
  en: ['hello', 'hi', 'hey', 'hello there', 'hi there', 'good morning', 'good afternoon', 'good evening', 'thanks', 'thank you'],
  es: ['hola', 'buenas', 'buenos días', 'buen día', 'buenas tardes', 'buenas noches', 'gracias', 'muchas gracias'],
  pt: ['olá', 'oi', 'bom dia', 'boa tarde', 'boa noite', 'obrigado', 'obrigada'],
  ar: ['مرحبا', 'مرحباً', 'أهلا', 'السلام عليكم', 'سلام', 'سلام عليكم', 'صباح الخير', 'مساء الخير', 'شكرا'],
  de: ['hallo', 'guten tag', 'guten morgen', 'guten abend', 'moin', 'servus', 'grüß gott', 'grüezi', 'danke', 'vielen dank'],
};

const localeByGreeting = new Map(
  Object.entries(greetingsByLocale).flatMap(([locale, words]) => words.map((word): [string, Locale] => [foldText(word), locale as Locale])),
);

const longestGreetingWords = 2;

/** The language of the greeting that a folded text begins with, and what follows the greeting; undefined without one. */
export function leadingGreeting(folded: string): { locale: Locale; rest: string } | undefined {
  const words = folded.split(' ');
  for (let count = longestGreetingWords; count > 0; count -= 1) {
    const locale = localeByGreeting.get(words.slice(0, count).join(' '));
    if (locale !== undefined) return { locale, rest: words.slice(count).join(' ') };
  }
  return undefined;
}
