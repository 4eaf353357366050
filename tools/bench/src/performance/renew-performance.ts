import { replaceBlock } from '../report/replace-block.ts';
import { statementsTables } from '../statements/statements-tables.ts';
import { tableTurnCpu, tableWebhookCpu } from './cpu-tables.ts';
import type { LastRun, Performance } from './read-performance.ts';
import { tableRuns } from './table-runs.ts';

/** Of each kind, the dearest first; the rest stands in `docs/benchmarks.md`. */
const mostStatements = 8;

/** `docs/performance.md` with its figures as they were measured last. @throws when one of its markers is missing */
export function renewPerformance(document: string, { runs, statements, turns, gateway }: Performance): string {
  const blocks = {
    runs: tableRuns(runs),
    'turn-cpu': tell('turns', turns, tableTurnCpu),
    'webhook-cpu': tell('gateway', gateway, tableWebhookCpu),
    statements: tell('statements', statements, (measured) => statementsTables(measured, mostStatements)),
  };
  return Object.entries(blocks).reduce((known, [name, content]) => replaceBlock(known, name, `\n${content}\n`), document);
}

const tell = (bench: string, { measuredOn, measurements }: LastRun, write: (measured: LastRun['measurements']) => string): string =>
  measurements.length === 0 ? `Not measured yet: \`npm run bench -- ${bench}\`.` : `Measured on ${measuredOn}.\n\n${write(measurements)}`;
