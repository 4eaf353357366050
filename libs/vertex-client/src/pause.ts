import { setTimeout as wait } from 'node:timers/promises';
import { ModelCallCancelled } from './errors.ts';

/** @throws {ModelCallCancelled} as soon as the signal fires */
export async function pause(delayMs: number, signal: AbortSignal | undefined, attempts: number): Promise<void> {
  await wait(delayMs, undefined, { signal }).catch((error: unknown) => {
    throw new ModelCallCancelled(attempts, { cause: error });
  });
}
