import type { Consumer, JobContext, JobOutcome, Queues } from '@sylion/queues';
import { incomingMessages, newId, type ConversationNudge, type QueueContract } from '@sylion/schemas';

import { connectTestQueues, createTestRedis, type TestRedis } from '../src/index.ts';

/** The contract of `incoming_messages`, but impatient: a failed job is tried again after milliseconds. */
export const nudges: QueueContract<ConversationNudge> = { ...incomingMessages, attempts: 3, backoffMs: 20 };

export const nudge = (tenantId = newId(), conversationId = newId()): ConversationNudge => ({ version: 1, tenantId, conversationId });

export interface QueueHarness {
  readonly redis: TestRedis;
  /** A process's own connections to Redis, ready for use. */
  connect(url?: string): Promise<Queues>;
  consume(queues: Queues, handle: (payload: ConversationNudge, context: JobContext) => Promise<JobOutcome>, concurrency?: number): Consumer;
  /** Closes all that was opened since the last time, consumers first, and wipes Redis. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export async function startQueueHarness(): Promise<QueueHarness> {
  const redis = await createTestRedis();
  const consumers: Consumer[] = [];
  const connected: Queues[] = [];
  const reset = async (): Promise<void> => {
    await Promise.all(consumers.splice(0).map((consumer) => consumer.close()));
    await Promise.all(connected.splice(0).map((queues) => queues.close()));
    await redis.wipe();
  };
  return {
    redis,
    connect: async (url = redis.url) => {
      const queues = await connectTestQueues(url);
      connected.push(queues);
      return queues;
    },
    consume: (queues, handle, concurrency = 1) => {
      const consumer = queues.consume({ contract: nudges, handle, concurrency });
      consumers.push(consumer);
      return consumer;
    },
    reset,
    stop: async () => {
      await reset();
      await redis.stop();
    },
  };
}
