/**
 * A text as full text search compares it: lower-case words and numbers with single blanks between them, without accents,
 * elisions or Arabic vowel signs, and with the letters that people spell differently made one. Idempotent.
 *
 * Documents and questions must be folded alike, and the language of a short question is a guess: so the fold is the same
 * in every language. What differs between languages, the stems, is left to Postgres.
 */
export function searchText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFKD')
    .toLowerCase()
    .replace(/(?<=[\p{Script=Latin}\p{Script=Arabic}])[\p{M}\p{Cf}\u0640]+/gu, '')
    .normalize('NFC')
    .replace(/[\p{Cf}\u0640]/gu, '')
    .replace(specialLetters, (letter) => plainLetters[letter] ?? letter)
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** Letters with no decomposition in Unicode, and the variants of Arabic writing: all alefs, both yas and kafs, ta marbuta. */
const plainLetters: Record<string, string> = {
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ٱ: 'ا',
  آ: 'ا',
  أ: 'ا',
  إ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
  ک: 'ك',
};
const specialLetters = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu');
