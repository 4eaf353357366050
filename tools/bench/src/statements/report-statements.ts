import { markdownTable } from '../report/markdown-table.ts';
import type { Measurement } from '../report/measurement.ts';
import type { Target } from '../report/target.ts';
import { targetsTable } from '../report/targets-table.ts';
import type { Report } from '../report/write-report.ts';
import { sumOfSent } from './statements-targets.ts';

const most = 16;

/** The section of `docs/benchmarks.md` about what a message makes Postgres do. */
export function reportStatements(facts: string, measurements: readonly Measurement[], targets: readonly Target[]): Report {
  const { calls, plannedMs, ranMs } = sumOfSent(measurements);
  const table = (isSent: boolean): string =>
    markdownTable(
      ['statement', 'times a message', 'planned, ms each', 'run, ms each', 'ms a message'],
      measurements
        .filter((one) => one.isSent === isSent)
        .slice(0, most)
        .map(toRow),
    );
  const markdown = [
    '## Statements',
    `Measured ${facts}.`,
    explanation,
    `The apps send **${calls.toFixed(1)} statements** for a message with its answer; Postgres plans for ${plannedMs.toFixed(2)} ms and runs for ${ranMs.toFixed(2)} ms.`,
    'Sent by the apps, the dearest first:',
    table(true),
    'Run by functions and triggers inside Postgres (part of the above):',
    table(false),
    '### Targets of statements',
    targetsTable(targets),
  ];
  return { section: 'statements', markdown: markdown.join('\n\n'), images: [] };
}

const toRow = ({ system, calls = NaN, plannedMs = NaN, ranMs = NaN }: Measurement): string[] => [
  `\`${system}\``,
  calls.toFixed(2),
  plannedMs.toFixed(3),
  ranMs.toFixed(3),
  (calls * (plannedMs + ranMs)).toFixed(3),
];

const explanation = `One gateway and one processor answer questions of eight end users at a time, with a model that takes no time, after as many turns to warm up. \`pg_stat_statements\` counts
what Postgres does, sweepers and look-ups of channels included; statements that do the same with the same table stand in one line. Several statements may travel in one round trip.`;
