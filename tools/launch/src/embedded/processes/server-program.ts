import type { Log } from '../report-step.ts';

/** How to run one kind of server on one data folder. */
export interface ServerProgram {
  /** What a person calls it: `PostgreSQL`. */
  title: string;
  /** What the kernel calls its processes: `postgres`. */
  programName: string;
  /** Asks it to end soon and in order. */
  stopSignal: NodeJS.Signals;
  /** Folder for its record and its log. */
  home: string;
  /** The folder it works in. */
  dataFolder: string;
  /** Fixed port; without one, a free one for this run. */
  port?: number;
  log: Log;
  /** Clears what a killed predecessor left in the data folder. Called only while no server runs there. */
  prepare?(): Promise<void>;
  /** Program and arguments. */
  command(port: number): Promise<string[]>;
  environment: NodeJS.ProcessEnv;
  /** Whether the process with this id is the one that now serves on this port. */
  isReady(pid: number, port: number): Promise<boolean>;
}

/** A server that answers. It keeps the process that started it alive until it ends. */
export interface RunningServer {
  /** On 127.0.0.1. */
  port: number;
  pid: number;
  /** Resolves when the server has ended, for whatever reason. */
  exited: Promise<void>;
  /** Ends the server in order; does nothing when it has ended, or when another living process started it. */
  stop(): Promise<void>;
}
