import { markdownTable } from '../report/markdown-table.ts';
import type { Measurement } from '../report/measurement.ts';
import { sumOfSent } from './statements-targets.ts';

/** How much the apps ask of Postgres for a message, and at most so many statements that they send and that run inside it. */
export function statementsTables(measurements: readonly Measurement[], most: number): string {
  const { calls, plannedMs, ranMs } = sumOfSent(measurements);
  const table = (isSent: boolean): string =>
    markdownTable(
      ['statement', 'times a message', 'planned, ms each', 'run, ms each', 'ms a message'],
      measurements
        .filter((one) => one.isSent === isSent)
        .slice(0, most)
        .map(toRow),
    );
  return [
    `The apps send **${calls.toFixed(1)} statements** for a message with its answer; Postgres plans for ${plannedMs.toFixed(2)} ms and runs for ${ranMs.toFixed(2)} ms.`,
    'Sent by the apps, the dearest first:',
    table(true),
    'Run by functions and triggers inside Postgres (part of the above):',
    table(false),
  ].join('\n\n');
}

const toRow = ({ system, calls = NaN, plannedMs = NaN, ranMs = NaN }: Measurement): string[] => [
  `\`${system}\``,
  calls.toFixed(2),
  plannedMs.toFixed(3),
  ranMs.toFixed(3),
  (calls * (plannedMs + ranMs)).toFixed(3),
];
