import type { FoundChunk } from '../passage.ts';
import { rankScore } from './rank-score.ts';

/**
 * The chunks of several rankings as one, best first: each chunk scores the sum of what its places are worth (reciprocal rank fusion),
 * because scores of several models and knowledge bases cannot be compared but places can. A chunk comes once, as the ranking that
 * scored it highest knows it, with the fused score. At equal places the higher own score wins.
 */
export function fuseRankings(rankings: readonly (readonly FoundChunk[])[], limit: number): FoundChunk[] {
  const fused = new Map<string, { best: FoundChunk; score: number }>();
  for (const ranking of rankings) {
    const seen = new Set<string>();
    for (const [index, chunk] of ranking.entries()) {
      if (seen.has(chunk.chunkId)) continue;
      seen.add(chunk.chunkId);
      const known = fused.get(chunk.chunkId);
      const score = (known?.score ?? 0) + rankScore(index + 1);
      fused.set(chunk.chunkId, { best: known !== undefined && known.best.score >= chunk.score ? known.best : chunk, score });
    }
  }
  return [...fused.values()]
    .sort((a, b) => b.score - a.score || b.best.score - a.best.score || (a.best.chunkId < b.best.chunkId ? -1 : 1))
    .slice(0, Math.max(0, limit))
    .map(({ best, score }) => ({ ...best, score }));
}
