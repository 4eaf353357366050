import { markdownTable } from '../report/markdown-table.ts';
import type { RecordedRun } from '../report/recorded-run.ts';

/** The first run and the last ones: more do not fit beside each other. */
const mostColumns = 6;

/** A table for each bench: what it promised about speed, and what came out run by run. What was met is bold. */
export function tableRuns(runs: readonly RecordedRun[]): string {
  const judged = runs.filter(({ targets }) => targets.length > 0);
  const benches = [...Map.groupBy(judged, ({ bench }) => bench)].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return benches.map(([bench, of]) => `### \`${bench}\`\n\n${tableBench(choose(of))}`).join('\n\n');
}

const choose = (runs: readonly RecordedRun[]): readonly RecordedRun[] =>
  runs.length <= mostColumns ? runs : [...runs.slice(0, 1), ...runs.slice(1 - mostColumns)];

function tableBench(runs: readonly RecordedRun[]): string {
  // What the newest run promised stands first; a promise that was worded anew is another one.
  const promises = new Map(runs.toReversed().flatMap(({ targets }) => targets.map((target) => [keyOf(target), target] as const)));
  const rows = [...promises].map(([key, { id, promise }]) => [id, promise, ...runs.map((run) => tell(run, key))]);
  return markdownTable(['', 'target', ...runs.map(({ measuredOn, commit }) => `${measuredOn}, \`${commit}\``)], rows);
}

const keyOf = ({ id, promise }: RecordedRun['targets'][number]): string => `${id} ${promise}`;

function tell({ targets }: RecordedRun, key: string): string {
  const target = targets.find((one) => keyOf(one) === key);
  if (target === undefined) return '';
  return target.isMet ? `**${target.measured}**` : target.measured;
}
