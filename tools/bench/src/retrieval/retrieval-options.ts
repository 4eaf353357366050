import { BadOptions } from '../bench.ts';
import type { SetName } from '../corpus/corpus-shape.ts';
import { readCount, readRunOptions, runHelp, type RunOptions } from '../read-run-options.ts';

export interface RetrievalOptions extends Pick<RunOptions, 'fresh' | 'jsonFile' | 'isReported'> {
  readonly sets: readonly SetName[];
  /** Questions per class and topic. */
  readonly questions: number;
  readonly fuzzCalls: number;
}

export const retrievalHelp =
  runHelp(`  --set A|B|both    A (default): 200,000 chunks of 1,000 tenants. B: 1,000,000 chunks, which takes long to load the first time
  --queries N       questions per class of tenant and topic, 60 by default
  --fuzz N          calls that try to see another tenant's rows, 100,000 by default`);

/** @throws {BadOptions} */
export function readRetrievalOptions(args: readonly string[]): RetrievalOptions {
  const { isQuick, own, ...run } = readRunOptions(args, ['set', 'queries', 'fuzz']);
  const { set = 'A' } = own;
  if (set !== 'A' && set !== 'B' && set !== 'both') throw new BadOptions('--set is A, B or both');
  return {
    ...run,
    sets: isQuick ? ['quick'] : set === 'both' ? ['A', 'B'] : [set],
    questions: readCount('--queries', own.queries ?? (isQuick ? '10' : '60')),
    fuzzCalls: readCount('--fuzz', own.fuzz ?? (isQuick ? '300' : '100000')),
  };
}
