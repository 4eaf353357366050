import fs from 'node:fs/promises';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import type { BenchEnvironment } from '../bench.ts';
import type { RunOptions } from '../read-run-options.ts';
import { formatFacts, readMachineFacts } from '../server/machine-facts.ts';
import { keepResults } from './keep-results.ts';
import { toJsonLines, type Measurement } from './measurement.ts';
import { readCommit } from './read-commit.ts';
import type { Target } from './target.ts';
import { targetsTable } from './targets-table.ts';
import { writeReport, type Report } from './write-report.ts';

/** Prints what was measured, and writes it where the options say. */
export async function publishResults(
  { jsonFile, isReported }: Pick<RunOptions, 'jsonFile' | 'isReported'>,
  { server, docsFolder, print, progress }: BenchEnvironment,
  measurements: readonly Measurement[],
  targets: readonly Target[],
  report: (facts: string, measurements: readonly Measurement[], targets: readonly Target[]) => Report,
): Promise<void> {
  const lines = toJsonLines(measurements);
  print(`${lines}\n${targetsTable(targets)}`);
  if (jsonFile !== undefined) await fs.writeFile(jsonFile, lines);
  if (!isReported) return;
  const facts = await readMachineFacts(server.superuserUrl);
  const written = report(formatFacts(facts), measurements, targets);
  await writeReport(docsFolder, written);
  const run = { bench: written.section, measuredOn: facts.date, commit: await readCommit(repositoryRoot) };
  await keepResults(path.join(docsFolder, 'measurements'), run, measurements, targets);
  progress(`wrote ${path.join(docsFolder, 'benchmarks.md')}`);
}
