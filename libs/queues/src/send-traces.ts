import type { Redis } from 'ioredis';

import { injectTrace, type TraceCarrier } from '@sylion/runtime';

import { redisKeys } from './redis-keys.ts';

/** A bubble on its way: where its trace goes on when its status comes. */
export interface SentTrace {
  readonly carrier: TraceCarrier;
  readonly conversationId: string;
}

/**
 * The traces of bubbles that were sent. A provider's status comes in a request of its own, which knows nothing of the trace; for a day
 * it is remembered here. It is lost with Redis: then a trace ends with its send, and nothing else is lost.
 */
export interface SendTraces {
  /** Remembers the trace under way; does nothing when there is none. It is not waited for. */
  keep(bubble: { tenantId: string; messageId: string; conversationId: string }): void;
  find(tenantId: string, messageId: string): Promise<SentTrace | undefined>;
}

const keptSeconds = 24 * 60 * 60;

export function createSendTraces(redis: Redis): SendTraces {
  return {
    keep: ({ tenantId, messageId, conversationId }) => {
      const carrier = injectTrace();
      if (carrier['traceparent'] === undefined) return;
      const sent: SentTrace = { carrier, conversationId };
      redis.set(redisKeys.sentTrace(tenantId, messageId), JSON.stringify(sent), 'EX', keptSeconds).catch(() => undefined);
    },
    find: async (tenantId, messageId) => {
      const kept = await redis.get(redisKeys.sentTrace(tenantId, messageId)).catch(() => null);
      return kept === null ? undefined : (JSON.parse(kept) as SentTrace);
    },
  };
}
