import { setTimeout as pause } from 'node:timers/promises';

import { seededRandom } from '@sylion/emulators';

import type { Stage } from '../stage/stage.ts';
import { between, type Fault, type RangeMs } from './fault.ts';

/** A fault that happens again and again, so long after it was over. */
export interface Trouble {
  readonly fault: Fault;
  readonly everyMs: RangeMs;
}

/**
 * Lets every trouble happen, each by its own clock and its own dice, until the signal; then waits for what is still going on.
 * @returns how often each fault struck
 */
export async function bringTrouble(
  stage: Stage,
  troubles: readonly Trouble[],
  seed: number,
  signal: AbortSignal,
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  await Promise.all(
    troubles.map(async ({ fault, everyMs }, index) => {
      const random = seededRandom(seed + index + 1);
      while (!signal.aborted) {
        await pause(between(random, everyMs), undefined, { signal }).catch(() => undefined);
        if (signal.aborted) return;
        if ((await fault.strike(stage, random)) !== 'missed') counts[fault.name] = (counts[fault.name] ?? 0) + 1;
      }
    }),
  );
  return counts;
}
