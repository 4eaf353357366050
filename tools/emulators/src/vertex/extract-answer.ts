import { isFunctionWord } from './detect-language.ts';
import type { Passage } from './find-passages.ts';
import { foldWords, trigramsOf } from './fold-words.ts';

/** Below this share of the question's weight, the context does not answer it. */
const minimumOverlap = 0.38;
/** A neighbouring sentence that is nearly as good belongs to the answer. */
const nearlyAsGood = 0.85;

export interface ExtractedAnswer {
  text: string;
  passageNumber: string | undefined;
}

/**
 * The sentence of the passages (and up to one equally good neighbour) that shares most with the question, or undefined if none shares enough.
 * Overlap is the share of the question's content words, rare ones weighing more, that the sentence contains;
 * inflected forms count by their shared character trigrams. Words found elsewhere in the passage help a little.
 */
export function extractAnswer(question: string, passages: Passage[]): ExtractedAnswer | undefined {
  const words = [...new Set(foldWords(question).filter((word) => !isFunctionWord(word)))];
  if (words.length === 0) return undefined;
  const sentences = passages.flatMap((passage) =>
    passage.sentences.map((text, position) => ({ text, position, passage, terms: new Set(foldWords(text)) })),
  );
  const weightOf = rarity(
    words,
    sentences.map((sentence) => sentence.terms),
  );
  const scored = sentences.map((sentence) => ({
    ...sentence,
    score:
      0.85 * overlap(words, weightOf, sentence.terms) +
      0.15 * overlap(words, weightOf, new Set(sentence.passage.sentences.flatMap(foldWords))),
  }));
  const best = scored.reduce<(typeof scored)[number] | undefined>(
    (leader, one) => (!leader || one.score > leader.score ? one : leader),
    undefined,
  );
  if (!best || best.score < minimumOverlap) return undefined;
  return { text: sentencesAround(best, scored).join(' '), passageNumber: best.passage.number };
}

interface ScoredSentence {
  text: string;
  position: number;
  passage: Passage;
  score: number;
}

/** A heading or an FAQ question repeats the user's words; what answers them stands below it. */
function sentencesAround(best: ScoredSentence, scored: ScoredSentence[]): string[] {
  const following = best.passage.sentences[best.position + 1];
  if (following && /[?؟]$/.test(best.text)) return [following];
  if (following && isHeading(best.text)) return [`${best.text.replace(/\s*:$/, '')}: ${following}`];
  const neighbour = scored.find(
    (one) =>
      one.passage === best.passage &&
      Math.abs(one.position - best.position) === 1 &&
      one.score >= best.score * nearlyAsGood &&
      !isHeading(one.text) &&
      !/[?؟]$/.test(one.text),
  );
  if (!neighbour) return [best.text];
  return neighbour.position < best.position ? [neighbour.text, best.text] : [best.text, neighbour.text];
}

function isHeading(sentence: string): boolean {
  return sentence.endsWith(':') || (!/[.!;:,…\d]/.test(sentence) && sentence.split(/\s+/).length <= 8);
}

/** How telling each word is among these sentences; a word that stands nowhere weighs as one that stands once, so unknown topics are not answered. */
function rarity(words: string[], sentences: Set<string>[]): Map<string, number> {
  return new Map(
    words.map((word) => {
      const frequency = sentences.filter((terms) => bestMatch(word, terms) > 0.5).length;
      return [word, Math.log(1 + (sentences.length + 1) / Math.max(frequency, 1))];
    }),
  );
}

function overlap(words: string[], weightOf: Map<string, number>, terms: Set<string>): number {
  let matched = 0;
  let total = 0;
  for (const word of words) {
    const weight = weightOf.get(word) ?? 1;
    total += weight;
    matched += weight * bestMatch(word, terms);
  }
  return matched / total;
}

/** 1 for the same word or its plural, else the share of common trigrams with the most similar one if that makes them likely relatives. */
function bestMatch(word: string, terms: Set<string>): number {
  if (terms.has(word) || terms.has(`${word}s`) || (word.endsWith('s') && terms.has(word.slice(0, -1)))) return 1;
  if (word.length < 4) return 0;
  const wanted = new Set(trigramsOf(word));
  let best = 0;
  for (const term of terms) {
    if (term.length < 4) continue;
    const offered = trigramsOf(term);
    const common = offered.filter((trigram) => wanted.has(trigram)).length;
    best = Math.max(best, (2 * common) / (wanted.size + offered.length));
  }
  return best >= 0.45 ? best : 0;
}
