import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

import { injectTrace } from '@sylion/runtime';
import type { QueueContract } from '@sylion/schemas';

import { QueueUnavailable } from './errors.ts';
import type { JobEnvelope } from './job.ts';
import { quiet } from './quiet.ts';
import { redisKeys } from './redis-keys.ts';

/** A tenant with this many jobs in flight is served after everybody with fewer; beyond it all floods are alike. */
const lowestPriority = 100_000;
/** In-flight sets outlive any crash by this long at most. */
const inFlightTtlSeconds = 600;

export interface Publisher {
  /**
   * Nudges: adds the job unless one with the same deduplication id waits already; one that comes while its like runs is kept and
   * runs next. Call it after what it points to is committed, and again on every redelivery.
   * @throws {QueueUnavailable} when Redis is away.
   */
  publish<Payload extends { tenantId: string }>(
    contract: QueueContract<Payload>,
    payload: NoInfer<Payload>,
    options?: { delayMs?: number },
  ): Promise<void>;
  /** Jobs that wait (now or later) on a queue. */
  depth(contract: { readonly name: string }): Promise<number>;
  close(): Promise<void>;
}

export function createPublisher(redis: Redis): Publisher {
  const queues = new Map<string, Queue<JobEnvelope>>();
  const queueFor = (name: string): Queue<JobEnvelope> => {
    const queue = queues.get(name) ?? quiet(new Queue<JobEnvelope>(name, { connection: redis, skipWaitingForReady: true }));
    queues.set(name, queue);
    return queue;
  };
  return {
    publish: async (contract, payload, { delayMs = 0 } = {}) => {
      const parsed = contract.schema.parse(payload);
      const deduplicationId = contract.deduplicationId(parsed);
      try {
        const priority = await countInFlight(redis, contract.name, parsed.tenantId, deduplicationId);
        await queueFor(contract.name).add(
          contract.name,
          { payload: parsed, trace: injectTrace() },
          {
            deduplication: { id: deduplicationId, keepLastIfActive: true },
            priority,
            delay: delayMs,
            attempts: contract.attempts,
            backoff: { type: 'exponential', delay: contract.backoffMs, jitter: 0.3 },
            removeOnComplete: true,
            removeOnFail: { age: 7 * 24 * 3_600 },
          },
        );
      } catch (error) {
        throw new QueueUnavailable(error);
      }
    },
    depth: async (contract) => {
      const counts = await queueFor(contract.name).getJobCounts('waiting', 'prioritized', 'delayed', 'active');
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    },
    close: async () => void (await Promise.all([...queues.values()].map((queue) => queue.close()))),
  };
}

/** Fairness: the more a tenant has in flight, the later its next nudge is served, so that a flood queues behind itself. */
async function countInFlight(redis: Redis, queue: string, tenantId: string, member: string): Promise<number> {
  const key = redisKeys.inFlight(queue, tenantId);
  const [, , size] = await Promise.all([redis.sadd(key, member), redis.expire(key, inFlightTtlSeconds), redis.scard(key)]);
  return Math.min(Math.max(size, 1), lowestPriority);
}
