import { estimateTokens } from '@sylion/conversation';

/**
 * Cuts a text that has no better place to be cut into parts of at most `tokens`: between words, inside a word that is
 * longer than a part between characters as a reader sees them, and only inside a character that is itself longer between
 * code points. Parts come without the white space around the cut; none is empty.
 */
export function cutText(text: string, tokens: number): string[] {
  const parts: string[] = [];
  for (let rest = text.trim(); rest !== '';) {
    const part = leadingText(rest, tokens);
    if (part === '') break;
    parts.push(part.trimEnd());
    rest = rest.slice(part.length).trimStart();
  }
  return parts;
}

/** As much of a text's beginning as `tokens` allow, cut at the best place; at least one code point, unless `tokens` is 0. */
export function leadingText(text: string, tokens: number): string {
  const end = longestPrefix(text, tokens);
  if (end === text.length || end === 0) return text.slice(0, end);
  if (/\s/u.test(text.charAt(end))) return text.slice(0, end);
  const blank = text.slice(0, end).search(/\s\S*$/u);
  if (blank > 0) return text.slice(0, blank);
  // Only what surrounds the cut decides where the character begins.
  const from = Math.max(0, end - farthestBack);
  const character = characters.segment(text.slice(from, end + farthestBack)).containing(end - from);
  const boundary = character === undefined || (from > 0 && character.index === 0) ? 0 : from + character.index;
  return text.slice(0, boundary > 0 ? boundary : end);
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });
const farthestBack = 200;

/** The length in code units of the longest prefix of whole code points that holds at most `tokens`. */
function longestPrefix(text: string, tokens: number): number {
  // A token is at most four characters of two code units.
  let [fits, tooLong] = [0, Math.min(text.length, tokens * 8) + 1];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (estimateTokens(text.slice(0, middle)) <= tokens) fits = middle;
    else tooLong = middle;
  }
  // Half a surrogate pair counts as much as the pair, so the longest prefix never ends between the two.
  return fits;
}
