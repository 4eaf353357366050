import fs from 'node:fs/promises';
import path from 'node:path';

import { writeJudged } from './judged.ts';
import { toJsonLines, type Measurement } from './measurement.ts';
import { recordRun, type RecordedRun } from './recorded-run.ts';
import type { Target } from './target.ts';

/** Writes a reported run into `docs/measurements`: what it measured and judged takes the place of the last one's, and the history grows by a line. */
export async function keepResults(
  folder: string,
  run: Omit<RecordedRun, 'targets'>,
  measurements: readonly Measurement[],
  targets: readonly Target[],
): Promise<void> {
  await fs.mkdir(folder, { recursive: true });
  await fs.writeFile(path.join(folder, `${run.bench}.jsonl`), toJsonLines(measurements));
  await writeJudged(folder, { bench: run.bench, measuredOn: run.measuredOn, targets });
  await recordRun(folder, run, targets);
}
