import { Worker } from 'node:worker_threads';

/**
 * Kills this process after a while from a thread of its own, which runs even when a parser never lets go of the main one: without it a
 * child whose parent was killed would hang for ever.
 */
export function endAfter(timeoutMs: number): void {
  const program = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${Number(timeoutMs)});`;
  new Worker(program, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref();
}
