import path from 'node:path';

import { readJsonLines } from '@sylion/launch/documents';

import { readJudged } from '../report/judged.ts';
import type { Measurement } from '../report/measurement.ts';
import { readRuns, type RecordedRun } from '../report/recorded-run.ts';

/** What `docs/performance.md` quotes; of what was never run there is nothing. */
export interface Performance {
  readonly runs: readonly RecordedRun[];
  readonly statements: LastRun;
  readonly turns: LastRun;
  readonly gateway: LastRun;
}

export interface LastRun {
  /** ISO date; empty when it was never run. */
  readonly measuredOn: string;
  readonly measurements: readonly Measurement[];
}

/** @param folder `docs/measurements` */
export async function readPerformance(folder: string): Promise<Performance> {
  const judged = await readJudged(folder);
  const read = async (bench: string): Promise<LastRun> => ({
    measuredOn: judged.find((one) => one.bench === bench)?.measuredOn ?? '',
    measurements: await readJsonLines(path.join(folder, `${bench}.jsonl`)),
  });
  return {
    runs: await readRuns(folder),
    statements: await read('statements'),
    turns: await read('turns'),
    gateway: await read('gateway'),
  };
}
