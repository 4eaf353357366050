import type { Logger } from '@sylion/runtime';

import { createAttemptLimit, type AttemptLimit } from './attempt-limit.ts';
import { connectConsumer, connectProducer } from './connect.ts';
import { startConsumer, type Consumer, type ConsumerOptions } from './consumer.ts';
import { createDeadLetters, type DeadLetters } from './dead-letters.ts';
import { QueueUnavailable } from './errors.ts';
import { forgetConversation, type ConversationPlace } from './forget-conversation.ts';
import { createPublisher, type Publisher } from './publisher.ts';
import { createPatience } from './patience.ts';
import type { Pace } from './rate-clocks.ts';
import { createRateLimits, type Budget, type RateLimits } from './rate-limits.ts';
import { createQueueStates, type QueueStates } from './queue-states.ts';
import { createSendTraces, type SendTraces } from './send-traces.ts';
import { readRedisVitals, type RedisVitals } from './read-redis-vitals.ts';
import { createSendPace, type SendPace } from './send-pace.ts';

export interface Queues extends Publisher {
  readonly deadLetters: DeadLetters;
  readonly states: Pick<QueueStates, 'read'>;
  consume<Payload extends { tenantId: string }>(
    options: Pick<ConsumerOptions<Payload>, 'contract' | 'handle' | 'concurrency' | 'onOutcome'>,
  ): Consumer;
  readonly traces: SendTraces;
  sendPace(paces: { number: Pace; pair: Pace }): SendPace;
  /** Removes what Redis keeps of a conversation that is gone; returns how many entries. @throws {QueueUnavailable} when Redis is away. */
  forgetConversation(place: ConversationPlace): Promise<number>;
  /** What callers may ask, and how often who is not let in may try. Neither waits for Redis any longer than `timeoutMs`. */
  limits(options: { timeoutMs: number; refusals: Budget }): { readonly rates: RateLimits; readonly attempts: AttemptLimit };
  /** What Redis tells about itself. @throws {QueueUnavailable} when it is away. */
  vitals(): Promise<RedisVitals>;
  /** Throws `QueueUnavailable` unless Redis answers now. */
  ping(): Promise<void>;
}

/** Everything an app does with Redis. Consumers are closed by whoever started them, before this. */
export function createQueues({ url, logger }: { url: string; logger: Logger }): Queues {
  const producerRedis = connectProducer(url, logger);
  const administrationRedis = connectConsumer(url, logger);
  const consumerConnections: ReturnType<typeof connectConsumer>[] = [];
  const publisher = createPublisher(producerRedis);
  const deadLetters = createDeadLetters(administrationRedis);
  const states = createQueueStates(producerRedis);
  return {
    publish: publisher.publish,
    publishAll: publisher.publishAll,
    deadLetters,
    states,
    consume: (options) => {
      const redis = connectConsumer(url, logger);
      consumerConnections.push(redis);
      return startConsumer({ ...options, redis, producerRedis, deadLetters, logger });
    },
    traces: createSendTraces(producerRedis),
    sendPace: (paces) => createSendPace(producerRedis, paces),
    forgetConversation: async (place) => {
      try {
        return await forgetConversation(producerRedis, place);
      } catch (error) {
        throw new QueueUnavailable(error);
      }
    },
    limits: ({ timeoutMs, refusals }) => {
      const patience = createPatience(timeoutMs);
      return { rates: createRateLimits(producerRedis, patience), attempts: createAttemptLimit(producerRedis, patience, refusals) };
    },
    vitals: () => readRedisVitals(producerRedis),
    ping: async () => {
      try {
        await producerRedis.ping();
      } catch (error) {
        throw new QueueUnavailable(error);
      }
    },
    depth: publisher.depth,
    close: async () => {
      await Promise.allSettled([publisher.close(), deadLetters.close(), states.close()]);
      for (const redis of [producerRedis, administrationRedis, ...consumerConnections]) redis.disconnect();
    },
  };
}
