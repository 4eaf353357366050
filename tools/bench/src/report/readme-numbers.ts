import type { Judged } from './judged.ts';
import { markdownTable } from './markdown-table.ts';
import { replaceBlock } from './replace-block.ts';
import { verdict } from './target.ts';

/** What a newcomer asks first: bench and target. The rest stands in `docs/benchmarks.md`. */
const headlines: readonly (readonly [bench: string, id: string])[] = [
  ['turns', 'T0'],
  ['turns', 'T2'],
  ['gateway', 'G1'],
  ['burst', 'T3'],
  ['retrieval', 'T2'],
  ['retrieval', 'T3'],
  ['retrieval', 'T4'],
  ['retrieval', 'T5'],
  ['retrieval', 'T13'],
  ['ingest', 'T9'],
  ['admin', 'A3'],
];

/** The README with its numbers as the benches last judged them. @throws when its markers are missing */
export const renewNumbers = (readme: string, judged: readonly Judged[]): string => replaceBlock(readme, 'numbers', numbers(judged));

function numbers(judged: readonly Judged[]): string {
  const rows = headlines.flatMap(([bench, id]) => {
    const run = judged.find((one) => one.bench === bench);
    const target = run?.targets.find((one) => one.id === id);
    if (run === undefined || target === undefined) return [];
    return [[`\`${bench}\``, run.measuredOn, target.promise, target.measured, verdict(target), target.peers.split(', ')[0] ?? '']];
  });
  const all = judged.flatMap(({ targets }) => targets);
  const met = all.filter(({ isMet }) => isMet === true).length;
  const table = markdownTable(['bench', 'measured on', 'target', 'measured', 'met', 'beside'], rows);
  return `${met} of ${all.length} targets are met. The first ones:\n\n${table}`;
}
