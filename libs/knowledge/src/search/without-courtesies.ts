import { courtesies } from './question-words.ts';
import { searchText } from './search-text.ts';

/** A message without the greetings it begins with and the thanks it ends with; empty if it is nothing else. */
export function withoutCourtesies(message: string): string {
  let text = message.trim();
  for (let shorter = withoutOne(text); shorter !== text; shorter = withoutOne(text)) text = shorter;
  return /[\p{L}\p{N}]/u.test(text) ? text : '';
}

const mostWords = Math.max(...[...courtesies].map((phrase) => phrase.split(' ').length));

function withoutOne(text: string): string {
  const words = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)];
  for (let count = Math.min(mostWords, words.length); count > 0; count -= 1) {
    const [end, start] = [endOf(words[count - 1]), words[words.length - count]?.index ?? 0];
    if (courtesies.has(searchText(text.slice(0, end)))) return text.slice(end).replace(/^[^\p{L}\p{N}¿¡«"“]+/u, '');
    if (courtesies.has(searchText(text.slice(start)))) return text.slice(0, start).replace(/(?<![\s,;،–—-])[\s,;،–—-]+$/u, '');
  }
  return text;
}

const endOf = (match: RegExpExecArray | undefined): number => (match === undefined ? 0 : match.index + match[0].length);
