import { readCount, readRunOptions, runHelp, type RunOptions } from '../read-run-options.ts';

export interface TurnsOptions extends Pick<RunOptions, 'jsonFile' | 'isReported'> {
  readonly set: 'full' | 'quick';
  readonly processors: readonly number[];
  /** Of every run. */
  readonly seconds: number;
  /** Before any: until code is compiled and every connection knows its statements. */
  readonly warmUpSeconds: number;
  readonly messagesPerSecond: number;
  /** End users with one question open each, at saturation. */
  readonly callers: number;
}

export const turnsHelp = runHelp('  --seconds N       of every run, 6 by default');

/** @throws {BadOptions} */
export function readTurnsOptions(args: readonly string[]): TurnsOptions {
  const { isQuick, own, ...run } = readRunOptions(args, ['seconds']);
  return {
    ...run,
    set: isQuick ? 'quick' : 'full',
    processors: isQuick ? [1] : [1, 2, 4],
    seconds: readCount('--seconds', own.seconds ?? (isQuick ? '1' : '6')),
    warmUpSeconds: isQuick ? 1 : 12,
    messagesPerSecond: isQuick ? 20 : 50,
    callers: isQuick ? 20 : 100,
  };
}
