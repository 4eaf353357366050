import { Queue } from 'bullmq';
import { Redis } from 'ioredis';

import type { CheckedMessage } from './check-webhook.ts';

const mostJobs = 200;

/** Keeps messages as BullMQ jobs, those of one turn of the event loop by one `addBulk`: the quickest way that BullMQ has. */
export function openJobQueue(redisUrl: string): (message: CheckedMessage) => Promise<void> {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const queue = new Queue<CheckedMessage>('ladder', { connection, skipWaitingForReady: true });
  let waiting: { readonly message: CheckedMessage; readonly done: () => void; readonly failed: (error: unknown) => void }[] = [];
  const add = async (): Promise<void> => {
    const batch = waiting.slice(0, mostJobs);
    waiting = waiting.slice(mostJobs);
    if (waiting.length > 0) setImmediate(() => void add());
    try {
      await queue.addBulk(batch.map(({ message }) => ({ name: 'message', data: message, opts: { jobId: message.wamid } })));
      for (const { done } of batch) done();
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
  };
  return (message) =>
    new Promise((done, failed) => {
      if (waiting.push({ message, done: () => done(), failed }) === 1) setImmediate(() => void add());
    });
}
