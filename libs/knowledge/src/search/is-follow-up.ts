import { contentWords } from './content-words.ts';
import { connectives, elliptic, pointers } from './question-words.ts';
import { searchText } from './search-text.ts';

/**
 * Whether a question can only be understood from what was said before: it has no subject of its own ("how much?", "le
 * dimanche ?"), or it is short and goes on ("et pour Rabat ?") or points back ("does it need water?").
 */
export function isFollowUp(question: string): boolean {
  const folded = searchText(question);
  const subjects = contentWords(folded).length;
  if (subjects === 0) return true;
  const words = folded.split(' ');
  if (words.length > mostWords) return false;
  const startsWith = (phrases: ReadonlySet<string>): boolean => words.some((_, index) => phrases.has(words.slice(0, index + 1).join(' ')));
  if (startsWith(elliptic)) return subjects <= 3;
  if (startsWith(connectives) && !folded.startsWith('y a ')) return subjects <= 1;
  return subjects <= 2 && words.some((word) => pointers.has(word) && !articles.has(word));
}

/** A question of more words says what it is about. */
const mostWords = 9;

/** Pronouns that are far more often articles or particles. */
const articles = new Set([
  'la',
  'lo',
  'los',
  'las',
  'das',
  'es',
  'en',
  'y',
  'there',
  'one',
  'il',
  'sie',
  'er',
  'denn',
  'este',
  'esta',
  'that',
  'هناك',
]);
