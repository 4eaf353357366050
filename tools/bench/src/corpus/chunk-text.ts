import { seededRandom } from './seeded-random.ts';
import { drawWord, type CorpusLanguage } from './vocabulary.ts';

const targetCharacters = 1_100;

/** Half of the tenants write French, half English. */
export const languageOfTenant = (tenant: number): CorpusLanguage => (tenant % 2 === 0 ? 'fr' : 'en');

/** About 1.1 kB of prose-shaped text on the chunk's topic. */
export function chunkText(tenant: number, chunk: number, topic: number): string {
  const random = seededRandom(815, tenant, chunk);
  const language = languageOfTenant(tenant);
  const sentences: string[] = [];
  for (let length = 0; length < targetCharacters;) {
    const words = Array.from({ length: 8 + random.integer(9) }, () => drawWord(language, topic, random));
    const sentence = `${words.join(' ')}.`;
    sentences.push(sentence.charAt(0).toUpperCase() + sentence.slice(1));
    length += sentence.length + 1;
  }
  return sentences.join(' ');
}
