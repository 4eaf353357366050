import os from 'node:os';
import path from 'node:path';

import { repositoryRoot, startEmbeddedPostgres } from '@sylion/launch/embedded';

import { memorySettings, serialBuilds } from './memory-settings.ts';

/** The server whose databases the benches fill. */
export interface BenchServer {
  readonly superuserUrl: string;
}

export interface RunningBenchServer extends BenchServer {
  /** Resolves when the server has ended, for whatever reason. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

/** A PostgreSQL of the benches' own below `.local/bench`; its data stay there, so that a corpus is loaded once. */
export async function startBenchServer(
  log: (line: string) => void,
  ownSettings: Readonly<Record<string, string>> = {},
): Promise<RunningBenchServer> {
  const options = {
    home: path.join(repositoryRoot, '.local/bench/postgres'),
    durability: 'safe' as const,
    settings: { ...memorySettings(os.totalmem()), ...serialBuilds, ...ownSettings },
    log,
  };
  return startEmbeddedPostgres(options);
}
