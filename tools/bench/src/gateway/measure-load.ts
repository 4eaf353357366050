import type { LoadResult } from '../load/load-result.ts';
import { cpuMs } from '../platform/process-usage.ts';

export interface CostedLoad extends LoadResult {
  /** CPU time of every process for one accepted webhook, µs. */
  readonly cpuMicroseconds: Readonly<Record<string, number>>;
}

/** What a run costs the processes that serve it. */
export async function measureLoad(pids: Readonly<Record<string, number>>, run: () => Promise<LoadResult>): Promise<CostedLoad> {
  const before = Object.entries(pids).map(([name, pid]) => [name, pid, cpuMs(pid)] as const);
  const result = await run();
  const cpuMicroseconds = before.map(
    ([name, pid, ms]) => [name, Math.round(((cpuMs(pid) - ms) * 1_000) / Math.max(1, result.accepted))] as const,
  );
  return { ...result, cpuMicroseconds: Object.fromEntries(cpuMicroseconds) };
}
