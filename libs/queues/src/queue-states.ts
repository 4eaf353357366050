import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

import { deadLetterQueueName } from '@sylion/schemas';

import { QueueUnavailable } from './errors.ts';
import { quiet } from './quiet.ts';

/** Where a queue stands, for whoever watches it. */
export interface QueueState {
  readonly waiting: number;
  readonly delayed: number;
  readonly active: number;
  readonly dead: number;
  /** How long ago the oldest of the waiting jobs was published, as far as the next and the last in the row tell; 0 when none waits. */
  readonly oldestWaitingSeconds: number;
}

export interface QueueStates {
  /** Five short commands, whatever the length of the queue. @throws {QueueUnavailable} when Redis is away. */
  read(contract: { readonly name: string }): Promise<QueueState>;
  close(): Promise<void>;
}

/** Looks at queues from outside: who consumes one cannot tell that nobody does. */
export function createQueueStates(redis: Redis): QueueStates {
  const queues = new Map<string, Queue>();
  const queueOf = (name: string): Queue => {
    const queue = queues.get(name) ?? quiet(new Queue(name, { connection: redis, skipWaitingForReady: true, skipVersionCheck: true }));
    queues.set(name, queue);
    return queue;
  };
  return {
    read: async (contract) => {
      const queue = queueOf(contract.name);
      try {
        const [counts, dead, next, last] = await Promise.all([
          queue.getJobCounts('waiting', 'prioritized', 'delayed', 'active'),
          queueOf(deadLetterQueueName(contract)).getWaitingCount(),
          queue.getJobs(['waiting', 'prioritized'], 0, 0, true),
          queue.getJobs(['waiting', 'prioritized'], 0, 0, false),
        ]);
        const publishedAt = [...next, ...last].flatMap((job?: { timestamp: number }) => (job ? [job.timestamp] : [])); // one may just have gone
        return {
          waiting: (counts.waiting ?? 0) + (counts.prioritized ?? 0),
          delayed: counts.delayed ?? 0,
          active: counts.active ?? 0,
          dead,
          oldestWaitingSeconds: publishedAt.length === 0 ? 0 : Math.max(0, (Date.now() - Math.min(...publishedAt)) / 1_000),
        };
      } catch (error) {
        throw new QueueUnavailable(error);
      }
    },
    close: async () => void (await Promise.all([...queues.values()].map((queue) => queue.close()))),
  };
}
