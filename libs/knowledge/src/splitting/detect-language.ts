import { detectAll } from 'tinyld';
import type { ChunkLanguage } from '../chunk.ts';

/**
 * The language that a text is clearly written in; undefined when it is too short, mixed, or in a language that
 * Postgres cannot stem.
 *
 * All languages compete, not only ours: restricted to these, the detector reads Romanian as Portuguese.
 */
export function detectLanguage(text: string, fewestLetters: number): Exclude<ChunkLanguage, 'simple'> | undefined {
  const sample = sampleOf(text).replace(/\S{40,}/gu, ' '); // keys and hashes: no language, and slow to judge
  if ((sample.match(/\p{L}/gu) ?? []).length < fewestLetters) return undefined;
  const [best, next] = detectAll(sample);
  if (best === undefined || best.accuracy < leastAccuracy) return undefined;
  if (next !== undefined && next.accuracy * leastLead > best.accuracy) return undefined;
  return languages.find((language) => language === best.lang);
}

const languages = ['ar', 'de', 'en', 'es', 'fr', 'it', 'nl', 'pt'] as const;
const leastAccuracy = 0.1;
const leastLead = 2;

const sampleCharacters = 600;
const samples = 4;

/** Slices from all over a long text: a title page or a table of contents is not its language. */
function sampleOf(text: string): string {
  if (text.length <= sampleCharacters * samples) return text;
  const stride = (text.length - sampleCharacters) / (samples - 1);
  return Array.from({ length: samples }, (_, index) => {
    const start = Math.floor(stride * index);
    return text.slice(start, start + sampleCharacters);
  }).join(' ');
}
