import { parseArgs } from 'node:util';

import { BadOptions } from '../bench.ts';
import type { SetName } from '../corpus/corpus-shape.ts';

export interface RetrievalOptions {
  readonly sets: readonly SetName[];
  /** Questions per class and topic. */
  readonly questions: number;
  readonly fuzzCalls: number;
  readonly fresh: boolean;
  readonly jsonFile: string | undefined;
  readonly isReported: boolean;
}

export const retrievalHelp = `  --quick           a few thousand chunks: shows that all works and is right, and nothing about speed; writes no report
  --set A|B|both    A (default): 200,000 chunks of 1,000 tenants. B: 1,000,000 chunks, which takes long to load the first time
  --queries N       questions per class of tenant and topic, 60 by default
  --fuzz N          calls that try to see another tenant's rows, 100,000 by default
  --fresh           loads everything again
  --no-report       leaves docs/benchmarks.md alone
  --json <file>     writes every measurement as a JSON line`;

/** @throws {BadOptions} */
export function readRetrievalOptions(args: readonly string[]): RetrievalOptions {
  const values = parse(args);
  const set = values.set;
  if (set !== 'A' && set !== 'B' && set !== 'both') throw new BadOptions('--set is A, B or both');
  return {
    sets: values.quick ? ['quick'] : set === 'both' ? ['A', 'B'] : [set],
    questions: readCount('--queries', values.queries ?? (values.quick ? '10' : '60')),
    fuzzCalls: readCount('--fuzz', values.fuzz ?? (values.quick ? '300' : '100000')),
    fresh: values.fresh,
    jsonFile: values.json,
    isReported: !values.quick && !values['no-report'],
  };
}

function parse(args: readonly string[]) {
  try {
    const options = {
      quick: { type: 'boolean', default: false },
      set: { type: 'string', default: 'A' },
      queries: { type: 'string' },
      fuzz: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      'no-report': { type: 'boolean', default: false },
      json: { type: 'string' },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new BadOptions(error instanceof Error ? error.message : String(error));
  }
}

function readCount(option: string, text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new BadOptions(`${option} takes a whole number above 0, not ${JSON.stringify(text)}`);
  return Number(text);
}
