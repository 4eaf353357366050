import { repeat, type Logger } from '@sylion/runtime';

import type { Database } from '../database.ts';
import { beat, endBeat, type Process } from './heartbeats.ts';

const intervalMs = 5_000;

/** Who has not beaten for this long is dead, or stands still. */
export const silenceMs = 3 * intervalMs;

/** Says every few seconds that a process is alive, as long as `prove` does not throw. Resolves after the first beat to what ends it. */
export async function beatWhileAlive(
  database: Database,
  process: Process,
  logger: Logger,
  prove: () => Promise<void> = async () => undefined,
): Promise<() => Promise<void>> {
  const live = async (): Promise<void> => {
    await prove();
    await beat(database, process);
  };
  await live();
  const stop = repeat('heartbeat', intervalMs, live, logger);
  return async () => {
    await stop();
    await endBeat(database, process.instance);
  };
}
