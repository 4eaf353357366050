import { parseArgs } from 'node:util';

import { BadOptions } from './bench.ts';

/** What every bench can be told. */
export interface RunOptions {
  readonly isQuick: boolean;
  readonly fresh: boolean;
  readonly jsonFile: string | undefined;
  readonly isReported: boolean;
}

/** A bench's `--help`: what all of them take, around what it takes alone. @param own one option a line, as below */
export const runHelp = (
  own: string,
): string => `  --quick           a few thousand chunks: shows that all works and is right, and nothing about speed; writes no report
${own}
  --fresh           loads the corpus again
  --no-report       leaves docs/benchmarks.md alone
  --json <file>     writes every measurement as a JSON line`;

/**
 * Reads the command line of a bench. A quick run is never reported.
 * @param own names of options with a value that this bench takes besides
 * @throws {BadOptions} for a word that it does not know
 */
export function readRunOptions<Name extends string>(
  args: readonly string[],
  own: readonly Name[],
): RunOptions & { readonly own: Readonly<Partial<Record<Name, string>>> } {
  const { quick, fresh, 'no-report': isUnreported, json, ...values } = parse(args, own);
  return {
    isQuick: quick === true,
    fresh: fresh === true,
    jsonFile: json as string | undefined,
    isReported: quick !== true && isUnreported !== true,
    own: values as Partial<Record<Name, string>>,
  };
}

/** @throws {BadOptions} */
export function readCount(option: string, text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new BadOptions(`${option} takes a whole number above 0, not ${JSON.stringify(text)}`);
  return Number(text);
}

function parse(args: readonly string[], own: readonly string[]): Readonly<Record<string, string | boolean | undefined>> {
  const options = {
    quick: { type: 'boolean' },
    fresh: { type: 'boolean' },
    'no-report': { type: 'boolean' },
    json: { type: 'string' },
    ...Object.fromEntries(own.map((name) => [name, { type: 'string' }] as const)),
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new BadOptions(error instanceof Error ? error.message : String(error));
  }
}
