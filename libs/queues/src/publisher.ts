import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

import { injectTrace, type TraceCarrier } from '@sylion/runtime';
import type { QueueContract } from '@sylion/schemas';

import { QueueUnavailable } from './errors.ts';
import type { JobEnvelope } from './job.ts';
import { quiet } from './quiet.ts';
import { redisKeys } from './redis-keys.ts';

/** A tenant with this many jobs in flight is served after everybody with fewer; beyond it all floods are alike. */
const lowestPriority = 100_000;
/** In-flight sets outlive any crash by this long at most. */
const inFlightTtlSeconds = 600;
/** Redis serves nobody else meanwhile. */
const mostAtOnce = 200;

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
  /**
   * The same for many at once: two round trips, however many they are. Publishes all of them or throws. Each may belong to a trace of its
   * own; otherwise all belong to the one under way.
   */
  publishAll<Payload extends { tenantId: string }>(
    contract: QueueContract<Payload>,
    payloads: readonly NoInfer<Payload>[],
    traces?: readonly TraceCarrier[],
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
  const add = async <Payload extends { tenantId: string }>(
    contract: QueueContract<Payload>,
    payloads: readonly Payload[],
    delayMs: number,
    traces?: readonly TraceCarrier[],
  ): Promise<void> => {
    const nudges = payloads.map((payload) => {
      const parsed = contract.schema.parse(payload);
      return { payload: parsed, tenantId: parsed.tenantId, id: contract.deduplicationId(parsed) };
    });
    const current = injectTrace();
    try {
      const priorities = await countInFlight(redis, contract.name, nudges);
      const jobs = nudges.map(({ payload, id }, place) => ({
        name: contract.name,
        data: { payload, trace: traces?.[place] ?? current },
        opts: {
          deduplication: { id, keepLastIfActive: true },
          priority: priorities[place],
          delay: delayMs,
          attempts: contract.attempts,
          backoff: { type: 'exponential', delay: contract.backoffMs, jitter: 0.3 },
          removeOnComplete: true,
          removeOnFail: { age: 7 * 24 * 3_600 },
        },
      }));
      await queueFor(contract.name).addBulk(jobs);
    } catch (error) {
      throw new QueueUnavailable(error);
    }
  };
  return {
    publish: (contract, payload, { delayMs = 0 } = {}) => add(contract, [payload], delayMs),
    publishAll: async (contract, payloads, traces) => {
      for (let start = 0; start < payloads.length; start += mostAtOnce)
        await add(contract, payloads.slice(start, start + mostAtOnce), 0, traces?.slice(start, start + mostAtOnce));
    },
    depth: async (contract) => {
      const counts = await queueFor(contract.name).getJobCounts('waiting', 'prioritized', 'delayed', 'active');
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    },
    close: async () => void (await Promise.all([...queues.values()].map((queue) => queue.close()))),
  };
}

/** ARGV: the time to live, then the member that each key gets. Answers with the sizes, each as it was after its member. */
const countScript = `
local sizes = {}
for i, key in ipairs(KEYS) do
  redis.call('SADD', key, ARGV[i + 1])
  redis.call('EXPIRE', key, ARGV[1])
  sizes[i] = redis.call('SCARD', key)
end
return sizes`;

/** Fairness: the more a tenant has in flight, the later its next nudge is served, so that a flood queues behind itself. */
async function countInFlight(redis: Redis, queue: string, nudges: readonly { tenantId: string; id: string }[]): Promise<number[]> {
  const sizes = (await redis.eval(
    countScript,
    nudges.length,
    ...nudges.map(({ tenantId }) => redisKeys.inFlight(queue, tenantId)),
    inFlightTtlSeconds,
    ...nudges.map(({ id }) => id),
  )) as number[];
  return sizes.map((size) => Math.min(Math.max(size, 1), lowestPriority));
}
