import { readCount, readRunOptions, runHelp, type RunOptions } from '../read-run-options.ts';

export interface IngestOptions extends Pick<RunOptions, 'fresh' | 'jsonFile' | 'isReported'> {
  readonly set: 'A' | 'quick';
  readonly rounds: number;
  readonly documentsInRound: number;
}

export const ingestHelp = runHelp('  --rounds N        turns of every system, 5 by default; a turn is 10 documents of 100 chunks');

/** @throws {BadOptions} */
export function readIngestOptions(args: readonly string[]): IngestOptions {
  const { isQuick, own, ...run } = readRunOptions(args, ['rounds']);
  return {
    ...run,
    set: isQuick ? 'quick' : 'A',
    rounds: readCount('--rounds', own.rounds ?? (isQuick ? '1' : '5')),
    documentsInRound: isQuick ? 2 : 10,
  };
}
