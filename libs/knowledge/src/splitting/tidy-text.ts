/**
 * A text as it is stored: single blanks, single line breaks, no control or invisible characters, no lone surrogates.
 * Soft hyphens go too, for with them inside nobody finds the word.
 */
export const tidyText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\u00AD\u200B\u2060\uFEFF]/gu, '')
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(/(?!\n)[\s\p{Cc}]+/gu, ' ')
    .replace(/ ?\n[ \n]*/gu, '\n')
    .trim();

/** The same on one line. */
export const tidyLine = (text: string): string => tidyText(text).replaceAll('\n', ' ');

/** Whether there is anything to find: rules, bullets and other decoration are no text. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
