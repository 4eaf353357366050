import { percentile } from '@sylion/knowledge';

/** How a run of requests went. */
export interface LoadResult {
  readonly sent: number;
  /** Those that were answered 200. */
  readonly accepted: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export function loadResult(statuses: readonly number[], elapsedMs: readonly number[], durationMs: number): LoadResult {
  const accepted = statuses.filter((status) => status === 200).length;
  return {
    sent: statuses.length,
    accepted,
    perSecond: (accepted * 1_000) / durationMs,
    p50Ms: percentile(elapsedMs, 0.5),
    p99Ms: percentile(elapsedMs, 0.99),
  };
}
