import type { ChunkLanguage } from '../chunk.ts';
import { endsWithAbbreviation } from './abbreviations.ts';
import { hasWords } from './tidy-text.ts';

/**
 * The sentences of a tidy text with the white space that follows each: joined they are the text again.
 *
 * The rules of Unicode find the ends (decimals, times, ؟ and ۔ among them); what they break too early, after
 * abbreviations, initials, ordinals and quoted questions, is put together again.
 */
export function sentencesOf(text: string, language: ChunkLanguage): string[] {
  const segments = [...segmenterFor(language).segment(text)].flatMap(({ segment }) => segment.split(afterEllipsis));
  const sentences: string[] = [];
  for (const segment of segments) {
    const previous = sentences.at(-1);
    if (previous !== undefined && belongsTogether(previous, segment, language)) sentences[sentences.length - 1] = previous + segment;
    else sentences.push(segment);
  }
  return sentences;
}

const segmenters = new Map<ChunkLanguage, Intl.Segmenter>();
function segmenterFor(language: ChunkLanguage): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known !== undefined) return known;
  // A fixed language for all others: the host's own would cut the same document differently on another machine.
  const segmenter = new Intl.Segmenter(language === 'simple' ? 'en' : language, { granularity: 'sentence' });
  segmenters.set(language, segmenter);
  return segmenter;
}

/** Unicode takes `…` for an ordinary character. */
const afterEllipsis = /(?<=…["»”’)]*\s+)(?=[\p{Lu}«"“¿¡])/u;

function belongsTogether(previous: string, next: string, language: ChunkLanguage): boolean {
  if (!hasWords(next) || !hasWords(previous)) return true;
  if (/^[\s"«“(]*\p{Ll}|^[»”)\]]/u.test(next)) return true;
  // "3. Mai", "1. Stock"
  if (language === 'de' && /(?:^|\s)\d{1,2}\.\s*$/u.test(previous)) return true;
  // The number of an item or a section
  if (/^\s*(?:\d{1,3}\.)+\s*$/u.test(previous)) return true;
  return endsWithAbbreviation(previous, next);
}
