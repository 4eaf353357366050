import { attributes, functionWords, pointers } from './question-words.ts';

/** The words of a folded text that name a subject of their own: neither grammar nor price, day, size or the like. */
export const contentWords = (folded: string): string[] =>
  folded.split(' ').filter((word) => word !== '' && !spellings(word).some((form) => isEmpty(form)));

const isEmpty = (word: string): boolean =>
  functionWords.has(word) || pointers.has(word) || attributes.has(word) || /^\p{L}$/u.test(word) || /^\d{1,2}h?$/u.test(word);

/** Arabic writes "and", "then" and "on the" in one with the word. */
const spellings = (word: string): string[] =>
  /^\p{Script=Arabic}/u.test(word) ? [word, word.replace(/^[وف]/u, ''), word.replace(/^[وف]?[بكل]ا?ل?/u, 'ال')] : [word];
