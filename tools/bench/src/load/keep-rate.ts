import type { Poster } from './create-poster.ts';
import { loadResult, type LoadResult } from './load-result.ts';
import type { Webhook } from './webhook-bodies.ts';

const tickMs = 1;

/**
 * An open loop: sends at this rate whatever the answers do. A request's time counts from when it was due, so that a server that
 * stalls cannot hide it by keeping us from asking.
 */
export async function keepRate(poster: Poster, perSecond: number, count: number, next: () => Webhook): Promise<LoadResult> {
  const statuses: number[] = [];
  const elapsedMs: number[] = [];
  const startedAt = performance.now();
  const under: Promise<void>[] = [];
  const send = async (dueAt: number): Promise<void> => {
    statuses.push(await poster.post(next()));
    elapsedMs.push(performance.now() - dueAt);
  };
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(count, Math.floor(((performance.now() - startedAt) * perSecond) / 1_000));
      while (under.length < due) under.push(send(startedAt + ((under.length + 1) * 1_000) / perSecond));
      if (under.length < count) return;
      clearInterval(timer);
      resolve();
    }, tickMs);
  });
  await Promise.all(under);
  return loadResult(statuses, elapsedMs, performance.now() - startedAt);
}
