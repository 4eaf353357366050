import path from 'node:path';

import { containsExcerpt } from './contains-excerpt.ts';
import type { Hit } from './evaluation-api.ts';
import type { RelevantPassage } from './question.ts';

/** A ranking in the form that ranking metrics take. */
export interface Judgement {
  /** The passages that had to be found. */
  readonly relevant: ReadonlySet<string>;
  /** One id per hit, best first: a passage's where the hit is the first to hold it, the chunk's own elsewhere. */
  readonly ranked: readonly string[];
}

/**
 * Tells which hits hold a relevant passage. Passages that one chunk holds together count as one; a chunk that repeats a passage
 * found before (chunks overlap) earns nothing and still takes its place in the ranking.
 *
 * @param documentPaths path of each uploaded document by its id; for other documents the file name has to do
 */
export function judgeHits(
  relevant: readonly RelevantPassage[],
  hits: readonly Hit[],
  documentPaths: ReadonlyMap<string, string>,
): Judgement {
  const wanted = new Set(relevant.keys());
  const found = new Set<number>();
  const ranked = hits.map((hit) => {
    const held = [...wanted].filter((index) => isHeldBy(hit, relevant[index], documentPaths));
    const [first, ...others] = held.filter((index) => !found.has(index));
    if (first === undefined) return `chunk ${hit.chunkId}`;
    found.add(first);
    for (const index of others) wanted.delete(index);
    return `passage ${first}`;
  });
  return { relevant: new Set([...wanted].map((index) => `passage ${index}`)), ranked };
}

function isHeldBy(hit: Hit, passage: RelevantPassage | undefined, documentPaths: ReadonlyMap<string, string>): boolean {
  if (passage === undefined) return false;
  const uploaded = documentPaths.get(hit.documentId);
  const isSameDocument =
    uploaded === undefined ? path.basename(hit.documentName) === path.basename(passage.document) : uploaded === passage.document;
  return isSameDocument && containsExcerpt(hit.text, passage.contains);
}
