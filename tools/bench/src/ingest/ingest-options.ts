import { parseArgs } from 'node:util';

import { BadOptions } from '../bench.ts';

export interface IngestOptions {
  readonly set: 'A' | 'quick';
  readonly rounds: number;
  readonly documentsInRound: number;
  readonly fresh: boolean;
  readonly jsonFile: string | undefined;
  readonly isReported: boolean;
}

export const ingestHelp = `  --quick           into a few thousand chunks: shows that all works and is right, and nothing about speed; writes no report
  --rounds N        turns of every system, 5 by default; a turn is 10 documents of 100 chunks
  --fresh           loads the corpus again that the rows are added to
  --no-report       leaves docs/benchmarks.md alone
  --json <file>     writes every measurement as a JSON line`;

/** @throws {BadOptions} */
export function readIngestOptions(args: readonly string[]): IngestOptions {
  const values = parse(args);
  if (values.rounds !== undefined && !/^[1-9]\d{0,2}$/.test(values.rounds)) throw new BadOptions('--rounds takes a whole number above 0');
  return {
    set: values.quick ? 'quick' : 'A',
    rounds: Number(values.rounds ?? (values.quick ? 1 : 5)),
    documentsInRound: values.quick ? 2 : 10,
    fresh: values.fresh,
    jsonFile: values.json,
    isReported: !values.quick && !values['no-report'],
  };
}

function parse(args: readonly string[]) {
  try {
    const options = {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      'no-report': { type: 'boolean', default: false },
      json: { type: 'string' },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new BadOptions(error instanceof Error ? error.message : String(error));
  }
}
