import fs from 'node:fs/promises';
import path from 'node:path';

import { readJsonLines } from '@sylion/launch/documents';

import type { Target } from './target.ts';

/** What a reported run came to, in short. Runs are added and never changed: together they tell how it became so. */
export interface RecordedRun {
  readonly bench: string;
  /** ISO date. */
  readonly measuredOn: string;
  /** Whose sources ran, as `readCommit` says it. */
  readonly commit: string;
  /** Those of speed that were judged: what is a matter of right or wrong has no history. */
  readonly targets: readonly (Pick<Target, 'id' | 'promise' | 'measured'> & { readonly isMet: boolean })[];
}

const fileName = 'history.jsonl';

/** Adds a run to the history in this folder. */
export async function recordRun(folder: string, run: Omit<RecordedRun, 'targets'>, targets: readonly Target[]): Promise<void> {
  const judged = targets.flatMap(({ id, promise, measured, isMet, isCorrectness }) =>
    isCorrectness || isMet === undefined ? [] : [{ id, promise, measured, isMet }],
  );
  await fs.appendFile(path.join(folder, fileName), `${JSON.stringify({ ...run, targets: judged })}\n`);
}

/** All runs, the oldest first. */
export const readRuns = (folder: string): Promise<RecordedRun[]> => readJsonLines(path.join(folder, fileName));
