import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

import type { RunSize } from './story.ts';

export interface ChaosOptions extends RunSize {
  /** Names of stories. When none is named: all of them, or with `--quick` those that are quick. */
  readonly stories: readonly string[];
  readonly processors: number;
  /** Whether what comes out is noted in the documents. */
  readonly isReported: boolean;
}

/** A command line that says something nobody understands. Its message is for a person. */
export class BadOptions extends Error {
  override name = 'BadOptions';
}

/**
 * Reads the command line of `npm run chaos`.
 * @param known names of the stories that there are
 * @param quick names of those that a quick run plays by itself
 * @throws {BadOptions}
 */
export function readOptions(args: readonly string[], known: readonly string[], quick: readonly string[]): ChaosOptions {
  const { values, positionals } = parse(args);
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new BadOptions(`there is no story ${JSON.stringify(unknown)}; there are ${known.join(', ')}`);
  return {
    stories: positionals.length > 0 ? known.filter((name) => positionals.includes(name)) : values.quick ? quick : known,
    isQuick: values.quick,
    seed: readCount('--seed', values.seed) ?? randomInt(1, 1_000_000),
    conversations: readCount('--conversations', values.conversations),
    messages: readCount('--messages', values.messages),
    processors: readCount('--processors', values.processors) ?? (values.quick ? 2 : 4),
    isReported: values.report,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        quick: { type: 'boolean', default: false },
        report: { type: 'boolean', default: false },
        seed: { type: 'string' },
        conversations: { type: 'string' },
        messages: { type: 'string' },
        processors: { type: 'string' },
      },
    });
  } catch (error) {
    throw new BadOptions(error instanceof Error ? error.message : String(error));
  }
}

function readCount(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new BadOptions(`${option} takes a whole number above 0, not ${JSON.stringify(text)}`);
  return Number(text);
}
