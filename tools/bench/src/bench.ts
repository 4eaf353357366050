import type { Target } from './report/target.ts';
import type { BenchServer } from './server/start-bench-server.ts';
import type { Terminal } from './terminal.ts';

/** One thing that can be measured from the command line. */
export interface Bench {
  readonly title: string;
  /** Its options, for `--help`. */
  readonly help: string;
  /** What it asks of the server besides what all do. */
  readonly serverSettings?: Readonly<Record<string, string>>;
  /** Runs it with the words after its name. @returns the promises that it judged */
  run(args: readonly string[], environment: BenchEnvironment): Promise<readonly Target[]>;
}

export interface BenchEnvironment extends Terminal {
  readonly server: BenchServer;
  /** Where `benchmarks.md` is written. */
  readonly docsFolder: string;
}

/** A command line that says something a bench does not know. Its message is for a person. */
export class BadOptions extends Error {
  override name = 'BadOptions';
}
