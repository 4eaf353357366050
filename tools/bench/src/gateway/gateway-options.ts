import { readCount, readRunOptions, runHelp, type RunOptions } from '../read-run-options.ts';

export interface GatewayOptions extends Pick<RunOptions, 'jsonFile' | 'isReported'> {
  readonly set: 'full' | 'quick';
  readonly rounds: number;
  /** Of one system in one round, at saturation and at the fixed rate each. */
  readonly seconds: number;
  /** End users who write, over ten numbers; all of them have written before. */
  readonly users: number;
  readonly webhooksPerSecond: number;
  readonly burst: number;
  /** Conversations that already wait when the latency is measured again. */
  readonly backlog: number;
}

export const gatewayHelp = runHelp(
  '  --rounds N        turns of every system, 3 by default\n  --seconds N       of every turn, 4 by default',
);

/** @throws {BadOptions} */
export function readGatewayOptions(args: readonly string[]): GatewayOptions {
  const { isQuick, own, ...run } = readRunOptions(args, ['rounds', 'seconds']);
  return {
    ...run,
    set: isQuick ? 'quick' : 'full',
    rounds: readCount('--rounds', own.rounds ?? (isQuick ? '1' : '3')),
    seconds: readCount('--seconds', own.seconds ?? (isQuick ? '1' : '4')),
    users: isQuick ? 200 : 10_000,
    webhooksPerSecond: isQuick ? 100 : 1_000,
    burst: isQuick ? 200 : 5_000,
    backlog: isQuick ? 1_000 : 100_000,
  };
}
