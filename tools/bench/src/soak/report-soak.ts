import { markdownTable } from '../report/markdown-table.ts';
import type { Measurement } from '../report/measurement.ts';
import type { Target } from '../report/target.ts';
import { targetsTable } from '../report/targets-table.ts';
import type { Report } from '../report/write-report.ts';

/** The section of `docs/benchmarks.md` about what grows. */
export function reportSoak(facts: string, measurements: readonly Measurement[], targets: readonly Target[]): Report {
  let turns = 0;
  const stored = measurements.find(({ system }) => system === 'postgres')?.bytesPerMessage;
  const sampled = measurements.filter(({ sample }) => sample !== undefined);
  const rows = [...Map.groupBy(sampled, ({ sample }) => sample).values()].map((taken) => {
    const of = (system: string): Measurement | undefined => taken.find((one) => one.system === system);
    const mebibytes = (system: string): string => ((of(system)?.peakMemoryBytes ?? NaN) / 1_024 ** 2).toFixed(0);
    turns += of('redis')?.sent ?? 0;
    return [
      `${turns}`,
      mebibytes('gateway'),
      `${of('gateway')?.handles}`,
      mebibytes('processor'),
      `${of('processor')?.handles}`,
      `${of('redis')?.keys}`,
    ];
  });
  const markdown = [
    '## Soak',
    `Measured ${facts}.`,
    `Turns of 2,000 end users on 40 numbers, one after the other as fast as they go, one gateway and one processor, a model that takes no time. Sampled ten times, each when all was answered:
resident memory, open files and sockets, and keys in Redis.`,
    markdownTable(['turns', 'gateway MiB', 'gateway handles', 'processor MiB', 'processor handles', 'Redis keys'], rows),
    `In Postgres, ${((stored ?? NaN) / 1_000).toFixed(1)} kB a question with its answer, turn, usage records and events, indexes included.`,
    '### Targets of soaking',
    targetsTable(targets),
  ];
  return { section: 'soak', markdown: markdown.join('\n\n'), images: [] };
}
