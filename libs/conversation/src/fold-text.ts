/**
 * A text as it is compared with word lists: lower case, without accents or Arabic vowel signs, punctuation and emoji
 * turned into single spaces. `« Arrêt ! »` and `arret` fold to the same string.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}\u0640]/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
