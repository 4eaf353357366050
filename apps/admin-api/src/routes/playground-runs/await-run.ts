import { setTimeout as sleep } from 'node:timers/promises';

import type { PlaygroundRun } from '@sylion/database';

const firstPauseMs = 100;
const longestPauseMs = 1_000;

/** Looks at a run until it is over, is gone, or `waitMs` are. Returns it as it is then. */
export async function awaitRun(find: () => Promise<PlaygroundRun | undefined>, waitMs: number): Promise<PlaygroundRun | undefined> {
  const until = performance.now() + waitMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    const run = await find();
    const leftMs = until - performance.now();
    if (run?.state !== 'queued' && run?.state !== 'running') return run;
    if (leftMs <= 0) return run;
    await sleep(Math.min(pauseMs, leftMs));
  }
}
