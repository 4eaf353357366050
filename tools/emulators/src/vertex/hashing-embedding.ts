import { foldWords, trigramsOf } from './fold-words.ts';

const wordWeight = 1;
const trigramWeight = 0.35;

/**
 * A deterministic embedding of unit length: signed feature hashing of words and their character trigrams,
 * with damped counts. Texts that share words or word stems are near each other, in any language.
 *
 * @param dimension any positive integer
 */
export function hashingEmbedding(text: string, dimension: number): number[] {
  const weights = new Map<string, number>();
  const add = (feature: string, weight: number) => weights.set(feature, (weights.get(feature) ?? 0) + weight);
  for (const word of foldWords(withoutTaskPrefix(text))) {
    add(`w:${word}`, wordWeight);
    for (const trigram of trigramsOf(word)) add(`t:${trigram}`, trigramWeight);
  }
  if (weights.size === 0) add('empty', 1);

  const vector = new Array<number>(dimension).fill(0);
  for (const [feature, weight] of weights) {
    const hash = hashOf(feature);
    const position = hash % dimension;
    const sign = hash & 0x80000000 ? -1 : 1;
    vector[position] = (vector[position] ?? 0) + sign * Math.log1p(weight);
  }
  const length = Math.hypot(...vector);
  // Opposite features may cancel out in tiny dimensions; a unit vector is still owed.
  return length === 0 ? vector.map((_, position) => (position === 0 ? 1 : 0)) : vector.map((value) => value / length);
}

/** The instructions that gemini-embedding-2 takes inside the text say nothing about its meaning. */
function withoutTaskPrefix(text: string): string {
  return text
    .replace(/^task: [^|]*\| query: /, '')
    .replace(/^title: none \| text: /, '')
    .replace(/^title: ([^|]*)\| text: /, '$1 ');
}

/** FNV-1a with a final mix, unsigned 32 bits. */
function hashOf(feature: string): number {
  let hash = 2166136261;
  for (let index = 0; index < feature.length; index++) hash = Math.imul(hash ^ feature.charCodeAt(index), 16777619);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
