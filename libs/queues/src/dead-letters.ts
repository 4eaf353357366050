import { Queue, type Job } from 'bullmq';
import type { Redis } from 'ioredis';

import { deadLetterQueueName, type QueueContract } from '@sylion/schemas';

import type { DeadLetter, JobEnvelope } from './job.ts';
import type { Publisher } from './publisher.ts';
import { quiet } from './quiet.ts';

type AnyContract = Pick<QueueContract<{ tenantId: string }>, 'name'>;

export interface DeadLetters {
  /** Copies a job that will not run again into `<queue>_dead`, once. */
  bury(contract: AnyContract, job: Job<JobEnvelope>, error: Error): Promise<void>;
  /** The newest dead letters of a queue, at most `limit`. */
  list(contract: AnyContract, limit?: number): Promise<(DeadLetter & { id: string })[]>;
  count(contract: AnyContract): Promise<number>;
  /**
   * Publishes dead letters again (all, or those of `ids`) and removes them, each after its publication; what no longer fits the contract stays.
   * `rest` is waited for between two, so that many do not come at once. Returns how many went.
   */
  redrive<Payload extends { tenantId: string }>(
    contract: QueueContract<Payload>,
    publisher: Publisher,
    ids?: readonly string[],
    rest?: () => Promise<unknown>,
  ): Promise<number>;
  close(): Promise<void>;
}

export function createDeadLetters(redis: Redis): DeadLetters {
  const queues = new Map<string, Queue<DeadLetter>>();
  const queueOf = (contract: AnyContract): Queue<DeadLetter> => {
    const name = deadLetterQueueName(contract);
    const queue = queues.get(name) ?? quiet(new Queue<DeadLetter>(name, { connection: redis }));
    queues.set(name, queue);
    return queue;
  };
  const list: DeadLetters['list'] = async (contract, limit = 100) => {
    const jobs = await queueOf(contract).getJobs(['waiting'], 0, limit - 1, false);
    return jobs.map((job) => ({ ...job.data, id: job.id ?? '' }));
  };
  return {
    list,
    count: (contract) => queueOf(contract).getWaitingCount(),
    bury: async (contract, job, error) => {
      await queueOf(contract).add(
        'dead',
        {
          queue: contract.name,
          payload: job.data?.payload,
          trace: job.data?.trace ?? {},
          reason: error.name,
          error: error.message,
          attempts: job.attemptsMade,
          diedAt: new Date().toISOString(),
        },
        { jobId: `dead_${job.id}_${job.timestamp}` },
      );
    },
    redrive: async (contract, publisher, ids, rest) => {
      let count = 0;
      for (const letter of await list(contract, 10_000)) {
        if (ids && !ids.includes(letter.id)) continue;
        const payload = contract.schema.safeParse(letter.payload);
        if (!payload.success) continue;
        if (count > 0) await rest?.();
        await publisher.publish(contract, payload.data);
        await queueOf(contract).remove(letter.id);
        count += 1;
      }
      return count;
    },
    close: async () => void (await Promise.all([...queues.values()].map((queue) => queue.close()))),
  };
}
