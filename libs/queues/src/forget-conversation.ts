import type { Redis } from 'ioredis';

import { incomingMessages, outgoingMessages } from '@sylion/schemas';

import { redisKeys } from './redis-keys.ts';

/** A conversation as Redis names it. */
export interface ConversationPlace {
  readonly tenantId: string;
  readonly channelId: string;
  readonly conversationId: string;
}

/**
 * Removes what Redis keeps of a conversation: its pace, and its places in flight. A nudge that still waits says only ids, and finds
 * nothing when it is consumed. Returns how many entries there were.
 */
export async function forgetConversation(redis: Redis, place: ConversationPlace): Promise<number> {
  const nudge = { version: 1, tenantId: place.tenantId, conversationId: place.conversationId } as const;
  const removed = await Promise.all([
    redis.del(redisKeys.pairPace(place.tenantId, place.channelId, place.conversationId)),
    ...[incomingMessages, outgoingMessages].map((queue) =>
      redis.srem(redisKeys.inFlight(queue.name, place.tenantId), queue.deduplicationId(nudge)),
    ),
  ]);
  return removed.reduce((sum, count) => sum + count, 0);
}
