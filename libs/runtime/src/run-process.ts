import { setTimeout as pause } from 'node:timers/promises';

import { keepHeapSmall } from './keep-heap-small.ts';
import type { Shutdown } from './shutdown.ts';

/** An app as its main file sees it. */
export interface RunnableApp {
  readonly shutdown: Shutdown;
}

/** How long an app may take to stop. */
export interface DrainConfig {
  readonly DRAIN_GRACE_MS: number;
  /** Of apps that others send requests to. */
  readonly DRAIN_LAG_MS?: number;
}

/**
 * Starts an app and stops it on SIGTERM or SIGINT: it is no longer ready, ends what is under way, and exits with code 0 within its grace.
 * A second signal, or the end of the grace, ends it at once with code 1; what was under way then is taken up by another process when
 * its claim or its job's lock runs out. With `--check-config` it only reads its configuration.
 *
 * An error at start is printed for a person to read and ends the process with code 1; a promise nobody handled is a bug and ends it too,
 * because its state can no longer be trusted.
 */
export async function runProcess<Config extends DrainConfig>(
  readConfig: () => Config,
  start: (config: Config) => Promise<RunnableApp>,
): Promise<void> {
  keepHeapSmall();
  let app: RunnableApp | undefined;
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    return fail(error);
  }
  if (process.argv.includes('--check-config')) return;

  let isEnding = false;
  const stop = async (): Promise<void> => {
    if (isEnding) return process.exit(1);
    isEnding = true;
    process.exit((await drain(app, config)) ? 0 : 1);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  process.once('unhandledRejection', (error) => {
    process.stderr.write(`unhandled rejection: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    isEnding = true;
    void drain(app, config).then(() => process.exit(1));
  });
  try {
    app = await start(config);
  } catch (error) {
    fail(error);
  }
}

/** @returns whether everything came to its end within the grace */
const drain = async (app: RunnableApp | undefined, { DRAIN_GRACE_MS: graceMs, DRAIN_LAG_MS: lagMs }: DrainConfig): Promise<boolean> =>
  app === undefined || Promise.race([app.shutdown.run({ lagMs, stepTimeoutMs: graceMs }), pause(graceMs, false)]);

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
