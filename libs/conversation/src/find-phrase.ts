import { foldText } from './fold-text.ts';

/** The first of the phrases that a text holds, as whole words, whatever its case, accents and punctuation; undefined if none. */
export function findPhrase(text: string, phrases: readonly string[]): string | undefined {
  const words = ` ${foldText(text)} `;
  return phrases.find((phrase) => {
    const folded = foldText(phrase);
    return folded !== '' && words.includes(` ${folded} `);
  });
}
