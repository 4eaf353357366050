/** How well a ranking answers one question, each measure 0 to 1. */
export interface RankingQuality {
  /** The share of the relevant items among the first k. */
  readonly recall: number;
  /** 1 / place of the first relevant item among the first k; 0 without one. */
  readonly reciprocalRank: number;
  /** Normalised discounted cumulative gain of the first k, relevance being yes or no. */
  readonly ndcg: number;
}

/** The quality of the first `k` of a ranking (ids, best first; repetitions count once). Nothing relevant at all: all zero. */
export function evaluateRanking(relevant: ReadonlySet<string>, ranked: readonly string[], k: number): RankingQuality {
  const places = [...new Set(ranked)].slice(0, Math.max(0, k)).flatMap((id, index) => (relevant.has(id) ? [index + 1] : []));
  const [first] = places;
  if (first === undefined) return { recall: 0, reciprocalRank: 0, ndcg: 0 };
  const idealPlaces = Array.from({ length: Math.min(k, relevant.size) }, (_, index) => index + 1);
  return { recall: places.length / relevant.size, reciprocalRank: 1 / first, ndcg: gainOf(places) / gainOf(idealPlaces) };
}

const gainOf = (places: readonly number[]): number => places.reduce((sum, place) => sum + 1 / Math.log2(place + 1), 0);
