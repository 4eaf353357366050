import { markdownTable } from '../report/markdown-table.ts';
import type { Measurement } from '../report/measurement.ts';
import type { Target } from '../report/target.ts';
import { targetsTable } from '../report/targets-table.ts';
import type { Report } from '../report/write-report.ts';

/** The section of `docs/benchmarks.md` about bursts. */
export function reportBurst(facts: string, measurements: readonly Measurement[], targets: readonly Target[]): Report {
  const rows = measurements.map(({ system, class: size = '', elapsedMs, perSecond, peakMemoryBytes, calls, p99Ms }) => [
    size,
    system,
    elapsedMs === undefined ? '' : (elapsedMs / 1_000).toFixed(1),
    perSecond === undefined ? '' : perSecond.toFixed(0),
    calls === undefined ? '' : `${calls}`,
    p99Ms === undefined ? '' : p99Ms.toFixed(0),
    peakMemoryBytes === undefined ? '' : (peakMemoryBytes / 1_024 ** 2).toFixed(0),
  ]);
  const markdown = [
    '## Burst',
    `Measured ${facts}.`,
    `So many questions of 1,000 end users on 40 numbers are posted as fast as 64 sockets take them, to one gateway and two processors, which answer over a model that takes no time.
What an end user wrote meanwhile is answered together, so there are fewer answers than questions. Every question carries a number, and every answer that reaches the Graph API is held against them.`,
    markdownTable(['burst', '', 'seconds', 'messages/s', 'answers', 'p99 ms of an acknowledgement', 'peak MiB'], rows),
    '### Targets of bursts',
    targetsTable(targets),
  ];
  return { section: 'burst', markdown: markdown.join('\n\n'), images: [] };
}
