import type { ChunkLanguage } from '../chunk.ts';
import { detectLanguage } from '../splitting/detect-language.ts';

/**
 * The languages to search a question in, of those that the knowledge has: the question's own where that is clear and there
 * are chunks in it, else all. `simple` is always searched, for nobody knows what is in there.
 */
export function languagesOfQuestion(text: string, available: readonly ChunkLanguage[]): ChunkLanguage[] {
  const own = detectLanguage(text, fewestLetters);
  if (own === undefined || !available.includes(own)) return [...available];
  return available.filter((language) => language === own || language === 'simple');
}

/** A wrong guess loses chunks, one language too many only time. */
const fewestLetters = 20;
