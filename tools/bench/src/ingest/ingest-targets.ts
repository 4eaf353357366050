import type { Measurement } from '../report/measurement.ts';
import type { Target } from '../report/target.ts';

/** What loaders are called in results. */
export const loaderNames = {
  ours: 'SylionAI',
  oursVectors: 'SylionAI, text and vector alone',
  oursPromoted: 'SylionAI, tenant with an index of its own',
  langchainDefault: 'LangChain addVectors',
  langchainHnsw: 'LangChain addVectors, HNSW',
  llamaindex: 'LlamaIndex add',
} as const;

/** T9, judged on the full set only. */
export function ingestTargets(measurements: readonly Measurement[]): Target[] {
  const isTimed = measurements.every(({ set }) => set !== 'quick');
  const speedOf = (system: string): number | undefined =>
    isTimed ? measurements.find((one) => one.system === system && one.class === 'whole')?.rowsPerSecond : undefined;
  const judge = (system: string, promise: string, least: number, peers: readonly string[]): Target => {
    const own = speedOf(system);
    const ratios = peers.map((peer) => `${((own ?? NaN) / (speedOf(peer) ?? NaN)).toFixed(1)}× ${peer}`);
    return {
      id: 'T9',
      promise,
      measured: own === undefined ? '' : `${Math.round(own)} rows/s`,
      isMet: own === undefined ? undefined : own >= least,
      peers: own === undefined ? '' : ratios.join(', '),
      isCorrectness: false,
    };
  };
  const { oursVectors, oursPromoted, langchainDefault, langchainHnsw, llamaindex } = loaderNames;
  return [
    judge(oursVectors, 'text and vector under row-level security: ≥ 8,000 rows/s', 8_000, [langchainDefault, langchainHnsw, llamaindex]),
    judge(oursPromoted, 'into a tenant with an index of its own: ≥ 1,000 rows/s', 1_000, [langchainHnsw]),
  ];
}
