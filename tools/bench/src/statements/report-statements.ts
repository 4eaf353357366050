import type { Measurement } from '../report/measurement.ts';
import type { Target } from '../report/target.ts';
import { targetsTable } from '../report/targets-table.ts';
import type { Report } from '../report/write-report.ts';
import { statementsTables } from './statements-tables.ts';

const most = 16;

/** The section of `docs/benchmarks.md` about what a message makes Postgres do. */
export function reportStatements(facts: string, measurements: readonly Measurement[], targets: readonly Target[]): Report {
  const markdown = [
    '## Statements',
    `Measured ${facts}.`,
    explanation,
    statementsTables(measurements, most),
    '### Targets of statements',
    targetsTable(targets),
  ];
  return { section: 'statements', markdown: markdown.join('\n\n'), images: [] };
}

const explanation = `One gateway and one processor answer questions of eight end users at a time, with a model that takes no time, after as many turns to warm up. \`pg_stat_statements\` counts
what Postgres does, sweepers and look-ups of channels included; statements that do the same with the same table stand in one line. Several statements may travel in one round trip.`;
