import { Worker } from 'node:worker_threads';

export interface Deadline {
  /** From now on this process is killed after `timeoutMs`, unless the next one is set or this one lifted before. */
  set(timeoutMs: number): void;
  lift(): void;
}

const program = `
let timer;
require('node:worker_threads').parentPort.on('message', (timeoutMs) => {
  clearTimeout(timer);
  if (timeoutMs !== null) timer = setTimeout(() => process.kill(process.pid, 'SIGKILL'), timeoutMs);
});`;

/**
 * Ends this process from a thread of its own, which runs even when a parser never lets go of the main one: without it a child whose
 * parent was killed would hang for ever.
 */
export function startDeadline(): Deadline {
  const clock = new Worker(program, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8 } });
  clock.unref();
  return { set: (timeoutMs) => clock.postMessage(timeoutMs), lift: () => clock.postMessage(null) };
}
