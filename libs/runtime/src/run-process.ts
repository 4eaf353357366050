import type { Shutdown } from './shutdown.ts';

/** An app as its main file sees it. */
export interface RunnableApp {
  readonly shutdown: Shutdown;
}

/**
 * Starts an app and stops it in order on SIGTERM or SIGINT. An error at start is printed for a person to read and ends the process
 * with code 1; a promise nobody handled is a bug and ends it too, because its state can no longer be trusted.
 */
export async function runProcess(start: () => Promise<RunnableApp>): Promise<void> {
  let app: RunnableApp | undefined;
  const stop = async (code: number): Promise<void> => {
    await app?.shutdown.run();
    process.exit(code);
  };
  process.once('SIGTERM', () => void stop(0));
  process.once('SIGINT', () => void stop(0));
  process.once('unhandledRejection', (error) => {
    process.stderr.write(`unhandled rejection: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    void stop(1);
  });
  try {
    app = await start();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
