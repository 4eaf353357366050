import type { Poster } from './create-poster.ts';
import { loadResult, type LoadResult } from './load-result.ts';
import type { Webhook } from './webhook-bodies.ts';

/** A closed loop: so many callers, each of which sends its next webhook when the last one was answered, until `isOver` says so. */
export async function saturate(
  poster: Poster,
  callers: number,
  next: () => Webhook,
  isOver: (sent: number, elapsedMs: number) => boolean,
): Promise<LoadResult> {
  const statuses: number[] = [];
  const elapsedMs: number[] = [];
  const startedAt = performance.now();
  let sent = 0;
  const caller = async (): Promise<void> => {
    while (!isOver(sent, performance.now() - startedAt)) {
      sent += 1;
      const sentAt = performance.now();
      statuses.push(await poster.post(next()));
      elapsedMs.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return loadResult(statuses, elapsedMs, performance.now() - startedAt);
}
