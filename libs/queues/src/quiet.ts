import type { Queue } from 'bullmq';

/** Keeps BullMQ from printing to the console: a failing command says so to its caller, and the connection logs an outage once. */
export function quiet<SomeQueue extends Queue>(queue: SomeQueue): SomeQueue {
  queue.on('error', () => undefined);
  return queue;
}
