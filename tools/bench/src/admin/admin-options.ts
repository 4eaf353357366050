import { zipfSizes } from '../corpus/corpus-shape.ts';
import { readCount, readRunOptions, runHelp, type RunOptions } from '../read-run-options.ts';

export interface AdminOptions extends Pick<RunOptions, 'fresh' | 'jsonFile' | 'isReported'> {
  readonly set: 'million' | 'quick';
  /** Messages of each tenant, the largest first; a tenant is known by its index here. */
  readonly messageCounts: readonly number[];
  /** How often every operation is called for each tenant and number of clients. */
  readonly calls: number;
}

export const adminHelp = runHelp('  --calls N         calls of every operation for each tenant and number of clients, 200 by default');

/** @throws {BadOptions} */
export function readAdminOptions(args: readonly string[]): AdminOptions {
  const { isQuick, own, ...run } = readRunOptions(args, ['calls']);
  return {
    ...run,
    set: isQuick ? 'quick' : 'million',
    messageCounts: isQuick ? zipfSizes(20, 20_000) : zipfSizes(1_000, 1_000_000),
    calls: readCount('--calls', own.calls ?? (isQuick ? '8' : '200')),
  };
}
